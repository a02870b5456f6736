#!/bin/sh
# Opens the window; on a machine without a display makes the demonstration files instead.
set -eu
cd "$(dirname "$0")/../.."
if [ "$(uname -s)" != Linux ] || [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]; then
    exec .venv/bin/csa-tracker "$@"
fi
echo "There is no display here, so the window cannot open. Making a sample plan, its board paper and a screenshot in build/demo instead."
rm -rf build/demo build/demo-profile
mkdir -p build
exec .venv/bin/csa-tracker --profile build/demo-profile demo build/demo
