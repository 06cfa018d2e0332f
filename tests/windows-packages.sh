#!/bin/sh
# Makes the packages for Windows twice and compares the two byte by byte, looks into the program, and installs and removes it
# under Wine, where that is installed. For Debian 12 with Rust.
#
# Ends with 3 where there is no Wine. PROGRAM=FILE.exe takes a program that is built already.

set -eu
cd "$(dirname "$0")/.."
exec </dev/null
. assets/packaging.sh

say() {
    printf '\n== %s\n' "$*"
}

sh assets/install-packages.sh assets/build-packages.txt assets/windows/packages.txt

say 'sh assets/package-windows.sh, twice'
made=$(sh assets/package-windows.sh)
fresh "$packages/first"
for file in $made; do
    mv "$file" "$packages/first"
done
(
    umask 077
    TZ=Asia/Tokyo LC_ALL=C sh assets/package-windows.sh >/dev/null
)
for file in $made; do
    cmp "$packages/first/${file##*/}" "$file"
    ls -l "$file"
done
rm -r "$packages/first"
setup=$(printf '%s\n' "$made" | grep -- '-setup\.exe$')
program=$packages/windows/$name-$version-windows-x86_64/$name.exe

say 'Icon, version and manifest of the program'
python3 - "$program" "$version" <<'RESOURCES'
import pathlib, sys

program = pathlib.Path(sys.argv[1]).read_bytes()
manifest = pathlib.Path("assets/windows/talkdesk-setup.manifest").read_bytes()
icon = pathlib.Path("assets/icon/talkdesk-setup.ico").read_bytes()
largest = icon[icon.rindex(b"\x89PNG"):]
# The number of zeros between the two depends on where they begin.
versions = [f"ProductVersion{zeros}{sys.argv[2]}\0".encode("utf-16-le") for zeros in ("\0", "\0\0")]
for what, forms in (("manifest", [manifest]), ("icon", [largest]), ("version", versions)):
    assert any(form in program for form in forms), f"The program has no {what}, or another one."
print("The program has all three.")
RESOURCES

wine=$(command -v wine64 || { [ -x /usr/lib/wine/wine64 ] && printf /usr/lib/wine/wine64; }) || {
    printf '\nNOT CHECKED: whether the setup program installs and removes it. It takes Debian'\''s package wine64.\n' >&2
    exit 3
}
say 'The setup program, under Wine'
WINEPREFIX=$packages/wine
export WINEPREFIX WINEDEBUG=-all WINEDLLOVERRIDES='mscoree,mshtml='
rm -rf "$WINEPREFIX"
trap 'rm -rf "$WINEPREFIX"' EXIT
in_wine() {
    timeout 120 "$wine" "$@" >"$packages/wine.log" 2>&1
}
in_wine wineboot -i
in_wine "$setup" /S
users=$WINEPREFIX/drive_c/users
installed=$(find "$users" -type f -name "$name.exe")
[ -n "$installed" ] || fail 'The setup program installed nothing.'
cmp "$program" "$installed"
[ -n "$(find "$users" -name 'Talkdesk setup.lnk')" ] || fail 'The Start menu has no entry.'
uninstall="HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\$name"
in_wine reg query "$uninstall" /v DisplayVersion
grep -q "$version" "$packages/wine.log" || fail 'Windows is not told of the version.'
# A second setup replaces the first.
in_wine "$setup" /S
# It copies itself elsewhere and goes on there.
in_wine "${installed%/*}/uninstall.exe" /S
waited=0
while left=$(find "$users" -ipath '*talkdesk*') && [ -n "$left" ]; do
    [ "$waited" -lt 30 ] || fail "Left behind: $left"
    waited=$((waited + 1))
    sleep 1
done
! in_wine reg query "$uninstall" || fail 'Windows still lists the program.'
printf 'Installed, replaced and removed.\n'
