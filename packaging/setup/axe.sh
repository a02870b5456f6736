#!/bin/sh
# What `make axe` needs: Debian's Chromium, and axe-core from npm in build/axe; nothing else is installed.
set -eu
. packaging/setup/system.sh

need_system axe
if [ ! -f build/axe/node_modules/axe-core/axe.min.js ]; then
    mkdir -p build/axe
    npm install --prefix build/axe --no-audit --no-fund --no-save axe-core@4 >/dev/null ||
        stop "axe-core could not be fetched." "Run this line to see why: npm install --prefix build/axe axe-core@4"
fi
