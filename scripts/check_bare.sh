#!/bin/sh
# The built wheel in an environment of its own, without developers' tools and outside the checkout:
# check_bare.sh PYTHON. Guards against a module that is only there on a developer's machine.
set -eu
python=$1
here=$(pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

sh scripts/make_venv.sh "$python" "$work/venv"
pip="$work/venv/bin/python -m pip --disable-pip-version-check -qq"
$pip install --require-hashes -r requirements/core.txt
$pip wheel --no-deps --no-build-isolation --no-index --wheel-dir "$work/dist" "$here"
$pip install --no-deps --no-index "$work"/dist/dragoman-*.whl

cd "$work"
PATH=/usr/bin:/bin venv/bin/dragoman --help >/dev/null
venv/bin/dragoman demo --out demo
venv/bin/python - <<'END'
import subprocess, time

seconds = []
for _ in range(5):
    start = time.perf_counter()
    subprocess.run(["venv/bin/dragoman", "--help"], check=True, capture_output=True)
    seconds.append(time.perf_counter() - start)
print(f"dragoman --help: {sorted(seconds)[2]:.2f} s (median of 5)")
END
echo "The wheel works in a bare environment."
