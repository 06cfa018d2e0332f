#!/bin/sh
# Makes Talkdesk setup.app for Intel and Apple Silicon, and packs it as a .zip. For macOS with Rust and Xcode's command line
# tools; the layout alone is made on any system.
#
# Usage: sh package-macos.sh     names the .zip, in target/packages
#        PROGRAM=FILE sh package-macos.sh     takes a program that is built already
#
# SIGN_IDENTITY is the name of a certificate "Developer ID Application" in the keychain; without it the signature only says
# that nothing was changed. NOTARY_PROFILE is what `xcrun notarytool store-credentials` was told to call the login for Apple.

set -eu
cd "$(dirname "$0")/.."
. assets/packaging.sh
needs python3

# The oldest system that the program is built for, and says so.
MACOSX_DEPLOYMENT_TARGET=11.0
export MACOSX_DEPLOYMENT_TARGET

work=$packages/macos
app="$work/Talkdesk setup.app"
contents=$app/Contents
fresh "$work"
mkdir -p "$contents/MacOS" "$contents/Resources"

if [ -z "${PROGRAM-}" ]; then
    needs lipo
    for system in aarch64-apple-darwin x86_64-apple-darwin; do
        rustup target add "$system" >&2
        cargo build --release --locked --target "$system" --bin "$name" >&2
    done
    PROGRAM=$work/$name
    lipo -create -output "$PROGRAM" "$target/aarch64-apple-darwin/release/$name" "$target/x86_64-apple-darwin/release/$name"
fi
cp "$PROGRAM" "$contents/MacOS/$name"
chmod 755 "$contents/MacOS/$name"

sed -e "s|@IDENTIFIER@|$identifier|" -e "s|@VERSION@|$version|" -e "s|@PUBLISHER@|$publisher|" \
    -e "s|@MINIMUM@|$MACOSX_DEPLOYMENT_TARGET|" assets/macos/Info.plist >"$contents/Info.plist"
cp "assets/icon/$name.icns" README.md CHANGELOG.md LICENSE-MIT LICENSE-APACHE "$contents/Resources"
python3 assets/third_party.py aarch64-apple-darwin "$contents/Resources/third-party-licences.txt" "$contents/Resources/$name.cdx.json"

if command -v codesign >/dev/null; then
    codesign --force --options runtime --entitlements assets/macos/entitlements.plist \
        ${SIGN_IDENTITY:+--timestamp} --sign "${SIGN_IDENTITY:--}" "$app" >&2
    codesign --verify --strict "$app" >&2
else
    printf 'NOT SIGNED: %s, because there is no codesign here.\n' "$app" >&2
fi

zip=$packages/$name-$version-macos.zip
pack() {
    rm -f "$zip"
    if command -v ditto >/dev/null; then
        ditto -c -k --keepParent "$app" "$zip"
    else
        needs zip
        same_time "$app"
        (cd "$work" && find "${app##*/}" | LC_ALL=C sort | TZ=UTC zip -q -X -9 -@ -) >"$zip"
    fi
}
pack
if [ -n "${NOTARY_PROFILE-}" ]; then
    xcrun notarytool submit --wait --keychain-profile "$NOTARY_PROFILE" "$zip" >&2
    # The notary's answer goes into the program, so that it opens without a network too.
    xcrun stapler staple "$app" >&2
    pack
fi
printf '%s\n' "$zip"
