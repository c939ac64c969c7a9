#!/bin/sh
# Makes .venv, installs what a lock file names, Balai itself, the message catalogues and the encoder.
# usage: tools/setup.sh LOCK STAMP
set -eu
lock=$1 stamp=$2 python=${PYTHON:-python3}
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Balai needs Python 3.11 or later; '$python' is not. Name another: make PYTHON=python3.12" >&2
    exit 1
fi
if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
    echo "This Python has no venv module. On Debian: apt install python3-venv" >&2
    exit 1
fi
[ -x .venv/bin/python ] || "$python" -m venv .venv
echo "Installing what $lock names (a minute or two the first time) ..."
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
.venv/bin/python tools/messages.py compile
echo "Preparing the encoder (once) ..."
.venv/bin/python -m balai.foundation.embedding.build
touch "$stamp"
