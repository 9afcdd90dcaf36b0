#!/bin/sh
# Write the hashed locks: lock.sh UV
# One lock for every platform and Python >= 3.11; no address of any package index is written into it.
set -eu
uv=$1
compile() {
    "$uv" pip compile pyproject.toml --quiet --universal --python-version 3.11 \
        --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" "$@"
}
# Core: what a user runs, and hatchling to build the package itself.
compile --group build --output-file requirements/core.txt
# Development: the same versions, all extras and the tools.
compile --group dev --all-extras --constraints requirements/core.txt --output-file requirements/dev.txt
