#!/bin/sh
# Makes the package for Debian and Ubuntu. For Debian 12 with Rust.
#
# Usage: sh package-deb.sh     then: apt install ./target/packages/talkdesk-setup_VERSION_ARCHITECTURE.deb
#        PROGRAM=FILE sh package-deb.sh     takes a program that is built already

set -eu
cd "$(dirname "$0")/.."
. assets/packaging.sh
needs dpkg-deb dpkg-shlibdeps

program=$(program)
work=$packages/deb
root=$work/root
doc=$root/usr/share/doc/$name
deb_version=$version-1
architecture=$(dpkg --print-architecture)

fresh "$work"
sh assets/stage.sh "$program" "$root/usr"

# Where Debian wants some of it.
if [ -e "$root/usr/share/zsh/site-functions" ]; then
    mv "$root/usr/share/zsh/site-functions" "$root/usr/share/zsh/vendor-completions"
fi
rm "$doc/LICENSE-MIT" "$doc/LICENSE-APACHE"
gzip -9n "$doc/third-party-licences.txt"
mv "$doc/CHANGELOG.md" "$doc/changelog"
gzip -9n "$doc/changelog"

gzip -9n >"$doc/changelog.Debian.gz" <<CHANGELOG
$name ($deb_version) stable; urgency=medium

  * Version $version; /usr/share/doc/$name/changelog.gz says what is new.

 -- $publisher <$address>  $(date --utc --rfc-email --date="@$SOURCE_DATE_EPOCH")
CHANGELOG

# The licence stands in it whole, each empty line as a dot.
cat >"$doc/copyright" <<COPYRIGHT
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: $name
Source: $homepage
Comment:
 The program is linked with libraries in Rust and holds two fonts. Their licences and the names of their authors are in
 /usr/share/doc/$name/third-party-licences.txt.gz.

Files: *
Copyright: $(sed -n 's/^Copyright (c) //p' LICENSE-MIT)
License: MIT or Apache-2.0

License: MIT
$(sed -e '1,/^Copyright/d' LICENSE-MIT | sed -e '1d' -e 's/^$/./' -e 's/^/ /')

License: Apache-2.0
 On Debian systems, the whole text is in /usr/share/common-licenses/Apache-2.0.
COPYRIGHT

# What the linker knows is read from the program; what the program loads by itself is in the list.
mkdir -p "$work/debian" "$root/DEBIAN"
printf 'Source: %s\n' "$name" >"$work/debian/control"
linked=$(cd "$work" && dpkg-shlibdeps -O root/usr/bin/"$name" | sed -n 's/^shlibs:Depends=//p')
loaded=$(sed -e 's/ *#.*//' -e '/^$/d' assets/packages.txt | paste --serial --delimiters=, | sed 's/,/, /g')

cat >"$root/DEBIAN/control" <<CONTROL
Package: $name
Version: $deb_version
Section: admin
Priority: optional
Architecture: $architecture
Maintainer: $publisher <$address>
Installed-Size: $(du --summarize --apparent-size --block-size=1024 "$root/usr" | cut -f 1)
Depends: $linked, $loaded
Recommends: gnome-keyring | keepassxc | libkf5wallet-bin, libwayland-client0, libwayland-cursor0, libwayland-egl1, xdg-desktop-portal, xdg-utils
Homepage: $homepage
Description: wizard to Talkdesk API credentials that are proven to work
 Walks a Talkdesk administrator through creating an OAuth client, proves with
 a real sign-in that its credentials work, and keeps them in the system's
 keychain, ready for Nexla or any other program that reads from Talkdesk.
 .
 It also says what is wrong when Talkdesk refuses credentials, replaces and
 retires them, and has a practice account to try everything first.
CONTROL
(cd "$root" && find usr -type f | LC_ALL=C sort | xargs -d '\n' md5sum) >"$root/DEBIAN/md5sums"

same_time "$root"
file=$packages/${name}_${deb_version}_$architecture.deb
dpkg-deb --root-owner-group --uniform-compression -Zxz --build "$root" "$file" >&2
printf '%s\n' "$file"
