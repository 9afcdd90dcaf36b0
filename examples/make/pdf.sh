#!/bin/sh
# How examples/caucasus/05-claims-on-turkey.pdf was made: claims_on_turkey.html printed by Chromium.
# The PDF is committed; run this again only when the text changes (the file's dates and ids then change too).
set -eu
cd "$(dirname "$0")"
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
chromium --headless --no-sandbox --disable-gpu --user-data-dir="$profile" --no-pdf-header-footer \
  --print-to-pdf="$(pwd)/../caucasus/05-claims-on-turkey.pdf" "file://$(pwd)/claims_on_turkey.html"
