#!/bin/sh
# Makes this checkout ready: system packages, .venv, locked Python packages, the product itself (editable).
# Usage: setup.sh run|test      Safe to call again: when nothing is missing it ends within a blink, offline too.
set -eu
kind=${1:?"usage: setup.sh run|test"}
root=$(cd "$(dirname "$0")/../.." && pwd -P)
cd "$root"
. packaging/setup/system.sh
. packaging/setup/venv.sh

need_system "$kind"
python=$(find_python) || stop "No Python 3.11 or newer was found." "Install it: $(apt_line python3 python3-venv)"
case $kind in
run) prepare_venv "$python" run requirements.lock ;;
test) prepare_venv "$python" test requirements-dev.lock ;;
*) stop "There is no setup called $kind." "Use run or test." ;;
esac
