#!/bin/sh
# Makes the packages for Windows on Debian 12 with Rust: a .zip, and a setup program for one person.
#
# Usage: sh package-windows.sh     names both, in target/packages
#        PROGRAM=FILE.exe sh package-windows.sh     takes a program that is built already
#
# Where SIGN names a command, it is called with each .exe, which it signs: SIGN='sh assets/windows/sign.sh'.

set -eu
cd "$(dirname "$0")/.."
. assets/packaging.sh
needs x86_64-w64-mingw32-gcc makensis zip python3
system=x86_64-pc-windows-gnu

# For this system, not for that of the program that runs here.
if [ -z "${PROGRAM-}" ]; then
    rustup target list --installed | grep -qx "$system" || rustup target add "$system" >&2
    CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER=x86_64-w64-mingw32-gcc AWS_LC_SYS_PREBUILT_NASM=1 \
        cargo build --release --locked --target "$system" --bin "$name" >&2
    PROGRAM=$target/$system/release/$name.exe
fi

work=$packages/windows
folder=$name-$version-windows-x86_64
files=$work/$folder
fresh "$files"
cp "$PROGRAM" "$files/$name.exe"
sh tests/windows-imports.sh "$files/$name.exe" >&2
[ -z "${SIGN-}" ] || $SIGN "$files/$name.exe" >&2

# A name without an end opens in no editor of Windows.
cp README.md CHANGELOG.md "$files"
for licence in LICENSE-MIT LICENSE-APACHE; do
    cp "$licence" "$files/$licence.txt"
done
python3 assets/third_party.py "$system" "$files/third-party-licences.txt" "$files/$name.cdx.json"
same_time "$files"

zip=$packages/$folder.zip
rm -f "$zip"
(cd "$work" && find "$folder" | LC_ALL=C sort | TZ=UTC zip -q -X -9 -@ -) >"$zip"
printf '%s\n' "$zip"

# shellcheck disable=SC2016 # NSIS is to see that name.
(cd "$files" && find . -type f | LC_ALL=C sort | sed 's|^\./\(.*\)$|Delete "$INSTDIR\\\1"|') >"$work/installed.nsh"
setup=$packages/$name-$version-setup.exe
makensis -V2 -NOCD -DNAME="$name" -DVERSION="$version" -DPUBLISHER="$publisher" -DFOLDER="$files" \
    -DINSTALLED="$work/installed.nsh" -DOUTPUT="$setup" assets/windows/setup.nsi >&2
[ -z "${SIGN-}" ] || $SIGN "$setup" >&2
printf '%s\n' "$setup"
