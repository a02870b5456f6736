# Sourced by setup.sh: the virtual environment in .venv, filled from a lock with hashes, marked by a stamp.

# One line that changes whenever the environment must be filled again; the folder is in it because scripts hold its path.
fingerprint() { # lock
    printf '%s %s' "$PWD" "$(cat "$1" pyproject.toml packaging/setup/venv.sh | sha256sum | cut -c1-64)"
}

usable() { .venv/bin/python -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

fresh() { # run|test lock; the environment of the tests serves make run as well
    usable || return 1
    [ "$(cat ".venv/installed-$1" 2>/dev/null)" = "$(fingerprint "$2")" ] && return 0
    [ "$1" = run ] && [ "$(cat .venv/installed-test 2>/dev/null)" = "$(fingerprint requirements-dev.lock)" ]
}

moved() { # an environment made in another folder keeps that folder in every script
    stamp=$(cat .venv/installed-run .venv/installed-test 2>/dev/null | head -n 1)
    [ -n "$stamp" ] && [ "${stamp% *}" != "$PWD" ]
}

prepare_venv() { # python run|test lock
    if fresh "$2" "$3"; then return 0; fi
    if [ -e .venv ] && { ! usable || moved; }; then
        [ -f .venv/pyvenv.cfg ] || [ -L .venv ] || [ -d .venv/bin ] ||
            stop "There is something called .venv here that is not a Python environment." "Move it away, then try again."
        printf 'Replacing a .venv that no longer works.\n' >&2
        rm -rf .venv
    fi
    [ -d .venv ] || "$1" -m venv .venv
    printf 'Installing Python packages from %s\n' "$3" >&2
    pip="env PIP_DISABLE_PIP_VERSION_CHECK=1 .venv/bin/python -m pip install --quiet --no-input"
    $pip --require-hashes -r "$3" ||
        stop "The Python packages could not be installed." "Check that this computer can reach the package index, then try again."
    $pip --no-deps --no-build-isolation -e . ||
        stop "CSA Tracker itself could not be installed into .venv." "Remove .venv, then try again."
    fingerprint "$3" >".venv/installed-$2"
}
