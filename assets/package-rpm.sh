#!/bin/sh
# Makes the package for Fedora, openSUSE and their kin. For Debian 12 with Rust.
#
# Usage: sh package-rpm.sh     then: dnf install ./target/packages/talkdesk-setup-VERSION-1.ARCHITECTURE.rpm
#        PROGRAM=FILE sh package-rpm.sh     takes a program that is built already

set -eu
cd "$(dirname "$0")/.."
. assets/packaging.sh

mkdir -p "$target/tools"
tool=$(command -v cargo-generate-rpm || printf '%s' "$target/tools/bin/cargo-generate-rpm")
[ -x "$tool" ] || cargo install cargo-generate-rpm --version 0.21.1 --locked --root "$target/tools" --target-dir "$target/tools/build" >&2

program=$(program)
work=$packages/rpm
root=$work/root
fresh "$work"
sh assets/stage.sh "$program" "$root/usr"

# Each file by its own name: a wildcard would leave its order to the file system.
files() {
    (cd "$root" && find usr -type f | LC_ALL=C sort) | while read -r file; do
        mode=644
        [ "$file" != "usr/bin/$name" ] || mode=755
        doc=false
        case $file in usr/share/doc/*) doc=true ;; esac
        printf '    { source = "%s", dest = "/%s", mode = "%s", doc = %s },\n' "$root/$file" "$file" "$mode" "$doc"
    done
}

# Packages for these systems ask for libraries by the libraries' own names, which are the same on all of them.
bits=
[ "$(getconf LONG_BIT)" = 32 ] || bits='()(64bit)'
{
    printf 'assets = [\n'
    files
    printf ']\nrelease = "1"\nrequire-sh = false\nauto-req = "builtin"\nvendor = "%s"\nurl = "%s"\n' "$publisher" "$homepage"
    printf '\n[requires]\nca-certificates = "*"\n'
    sed -n 's/^[^#]* # *//p' assets/packages.txt | while read -r library; do
        printf '"%s%s" = "*"\n' "$library" "$bits"
    done
    printf '\n[recommends]\nxdg-desktop-portal = "*"\nxdg-utils = "*"\n'
} >"$work/package.toml"

file=$packages/$name-$version-1.$(uname -m).rpm
"$tool" generate-rpm --metadata-overwrite "$work/package.toml" --source-date "$SOURCE_DATE_EPOCH" --output "$file" >&2
printf '%s\n' "$file"
