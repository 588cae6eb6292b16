#!/bin/sh
# Makes .venv from requirements.lock, or leaves it alone when nothing has changed.
# With uv where it is installed, otherwise with Python's own venv and pip.
set -eu
cd "$(dirname "$0")/.."

lock=requirements.lock
mark=.venv/installed.lock
if [ -x .venv/bin/python ] && cmp -s "$lock" "$mark"; then
    exit 0
fi

suitable() {
    "$1" -c 'import sys; sys.exit(not sys.version_info >= (3, 11))' 2>/dev/null
}

interpreter=
for candidate in "${PYTHON:-python3}" python3.11 python3.12 python3.13 python3.14; do
    if suitable "$candidate"; then
        interpreter=$candidate
        break
    fi
done
if [ -z "$interpreter" ]; then
    echo "Vastus needs Python 3.11 or newer. Install it: apt-get install -y python3 python3-venv" >&2
    exit 1
fi

if [ -d .venv ] && ! suitable .venv/bin/python; then
    rm -rf .venv
fi

if command -v uv >/dev/null 2>&1; then
    echo "Making .venv with uv"
    export UV_PYTHON_DOWNLOADS=never
    [ -d .venv ] || uv venv --quiet --python "$(command -v "$interpreter")" .venv
    uv pip sync --quiet --python .venv/bin/python --require-hashes "$lock"
else
    echo "Making .venv with pip"
    if [ ! -d .venv ] && ! "$interpreter" -m venv .venv >/dev/null 2>&1; then
        rm -rf .venv
        echo "Python's venv is missing. Install it: apt-get install -y python3-venv" >&2
        exit 1
    fi
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
fi
cp "$lock" "$mark"
