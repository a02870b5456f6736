#!/bin/sh
# What `make axe` needs: Debian's Chromium, and axe-core from npm in build/axe; nothing else is installed.
set -eu
. packaging/setup/system.sh

packages=""
command -v chromium >/dev/null 2>&1 || packages="chromium"
command -v npm >/dev/null 2>&1 || packages="$packages npm"
if [ -n "$packages" ]; then
    # shellcheck disable=SC2086  # a list of package names
    line=$(apt_line $packages)
    may_install || stop "The check needs$( [ -n "$packages" ] && printf ' %s' "$packages")." "Run this line, then try again: $line"
    # shellcheck disable=SC2086
    install_packages $packages || stop "The packages could not be installed." "Run this line to see why: $line"
fi
if [ ! -f build/axe/node_modules/axe-core/axe.min.js ]; then
    mkdir -p build/axe
    npm install --prefix build/axe --no-audit --no-fund --no-save axe-core@4
fi
