#!/bin/sh
# Writes both locks: exact versions with hashes for every platform, no addresses. The resolver lives outside .venv.
# Extras are named in the locks: pip looks for the newest of a package asked for with an extra unless the lock names it just so.
set -eu
cd "$(dirname "$0")/../.."
resolver=build/lock
[ -x "$resolver/bin/uv" ] || { .venv/bin/python -m venv "$resolver" && "$resolver/bin/python" -m pip install --quiet uv; }
compile() { # output, further arguments
    out=$1
    shift
    # hatchling builds the product itself without fetching anything unhashed (--no-build-isolation)
    echo hatchling | "$resolver/bin/uv" pip compile pyproject.toml - --universal --python-version 3.11 --generate-hashes \
        --no-header --no-annotate --no-strip-extras --quiet "$@" --output-file "$out"
}
compile requirements.lock
compile requirements-dev.lock --extra dev --constraint requirements.lock
