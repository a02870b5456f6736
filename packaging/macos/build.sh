#!/bin/sh
# Makes dist/CSA Tracker.app and a disk image on a Mac. Not yet run (README.md here).
set -eu
cd "$(dirname "$0")/../.."
version=$(sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)
.venv/bin/pyinstaller --noconfirm --log-level=WARN packaging/csa_tracker.spec
dist/csa-tracker/csa-tracker --profile build/bundle-profile self-test
app="dist/CSA Tracker.app"
rm -rf "$app"
mkdir -p "$app/Contents/Resources"
cp -R dist/csa-tracker "$app/Contents/MacOS"
sed "s/@VERSION@/$version/" packaging/macos/Info.plist.in >"$app/Contents/Info.plist"
iconset=build/app.iconset
rm -rf "$iconset"
mkdir -p "$iconset"
for size in 16 32 128 256; do cp "resources/icons/app-$size.png" "$iconset/icon_${size}x${size}.png"; done
iconutil -c icns -o "$app/Contents/Resources/app.icns" "$iconset"
hdiutil create -volname "CSA Tracker" -srcfolder "$app" -ov -format UDZO "dist/csa-tracker-$version.dmg"
