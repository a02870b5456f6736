#!/bin/sh
# What `make bench` measures our papers beside: LibreOffice, which prints the same rows.
set -eu
. packaging/setup/system.sh

need_system bench
