#!/bin/sh
# Make the virtual environment: make_venv.sh PYTHON FOLDER
# Says in one message what is missing when this Python cannot do it.
set -eu
python=$1
folder=$2

if ! command -v "$python" >/dev/null 2>&1; then
    echo "Dragoman needs Python 3.11 or newer, and '$python' was not found." >&2
    echo "Install it (Debian, Ubuntu: apt-get install python3 python3-venv), or name another one: make PYTHON=python3.12" >&2
    exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "Dragoman needs Python 3.11 or newer; '$python' is $("$python" -c 'import platform; print(platform.python_version())')." >&2
    echo "If a newer one is installed, name it: make PYTHON=python3.12" >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    echo "Python $version is here, but without its modules venv and ensurepip no environment can be made." >&2
    echo "Debian, Ubuntu: apt-get install python$version-venv. Elsewhere: install Python with ensurepip. Then call make again." >&2
    exit 1
fi
"$python" -m venv "$folder"
