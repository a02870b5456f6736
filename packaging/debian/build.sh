#!/bin/sh
# Makes dist/csa-tracker_VERSION_ARCH.deb from the folder that `make bundle` made.
set -eu
cd "$(dirname "$0")/../.."
[ -x dist/csa-tracker/csa-tracker ] || { echo "There is no bundle yet. Run: make bundle" >&2; exit 3; }
version=$(sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)
arch=$(dpkg --print-architecture)
stage=build/deb
rm -rf "$stage"
mkdir -p "$stage/DEBIAN" "$stage/opt" "$stage/usr/bin" "$stage/usr/share/applications" "$stage/usr/share/mime/packages" \
    "$stage/usr/share/icons/hicolor/256x256/apps" "$stage/usr/share/icons/hicolor/scalable/apps" "$stage/usr/share/doc/csa-tracker"
cp -a dist/csa-tracker "$stage/opt/csa-tracker"
ln -s /opt/csa-tracker/csa-tracker "$stage/usr/bin/csa-tracker"
cp packaging/debian/csa-tracker.desktop "$stage/usr/share/applications/"
cp packaging/debian/csa-tracker.xml "$stage/usr/share/mime/packages/"
cp resources/icons/app-256.png "$stage/usr/share/icons/hicolor/256x256/apps/csa-tracker.png"
cp resources/icons/app.svg "$stage/usr/share/icons/hicolor/scalable/apps/csa-tracker.svg"
cp LICENSE "$stage/usr/share/doc/csa-tracker/copyright"
size=$(du -sk "$stage" | cut -f1)
sed -e "s/@VERSION@/$version/" -e "s/@ARCH@/$arch/" -e "s/@SIZE@/$size/" packaging/debian/control.in >"$stage/DEBIAN/control"
find "$stage" -type d -exec chmod 755 {} +
dpkg-deb --root-owner-group --build "$stage" "dist/csa-tracker_${version}_${arch}.deb"
