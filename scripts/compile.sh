#!/bin/sh
# The coder's hot path compiled with mypyc and installed in place of the sources: compile.sh VENV
# Works in a copy, so that no compiled module stays behind in src/ and shadows a file that is edited later.
set -eu
venv=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r src examples pyproject.toml README.md LICENSE NOTICE "$work"
find "$work" -name '*.so' -delete
before=$("$venv/bin/python" scripts/answers.py .)
HATCH_BUILD_HOOKS_ENABLE=true "$venv/bin/python" -m pip --disable-pip-version-check -qq wheel \
    --no-deps --no-build-isolation --no-index --wheel-dir "$work/dist" "$work"
"$venv/bin/python" -m pip --disable-pip-version-check -qq install \
    --no-deps --no-index --force-reinstall "$work"/dist/dragoman-*.whl
after=$("$venv/bin/python" scripts/answers.py .)
if [ "$before" != "$after" ]; then
    echo "The compiled coder does not answer as the sources do; \`make demo\` or \`make test\` goes back to them." >&2
    rm -f "$venv/.core"
    exit 1
fi
rm -f "$venv/.core"  # the next `make demo` or `make test` puts the sources back
echo "Installed compiled. \`make demo\` or \`make test\` goes back to the sources."
