#!/bin/sh
# Lays out what every package for Linux holds, below a folder that stands for /usr.
#
# Usage: sh stage.sh PROGRAM FOLDER     PROGRAM is the built program, FOLDER is made anew

set -eu
program=$(realpath "$1")
prefix=$(realpath --canonicalize-missing "$2")
cd "$(dirname "$0")/.."
. assets/packaging.sh
needs python3 cargo

fresh "$prefix"
share=$prefix/share
doc=$share/doc/$name

put() {
    install -D -m 644 "$1" "$2"
}

# Writes what the program says of itself, if it can.
generated() {
    file=$1
    shift
    mkdir -p "$(dirname "$file")"
    "$program" generate "$@" >"$file" 2>/dev/null || {
        rm "$file"
        rmdir --parents --ignore-fail-on-non-empty "$(dirname "$file")"
        printf 'NOT IN THE PACKAGE: %s, because the program does not know "generate %s".\n' "${file#"$prefix"/}" "$*" >&2
    }
}

install -D -m 755 "$program" "$prefix/bin/$name"
XDG_DATA_HOME=$share sh assets/add-to-menu.sh

metainfo=$share/metainfo/$identifier.metainfo.xml
mkdir -p "$share/metainfo"
sed -e "s|@IDENTIFIER@|$identifier|" -e "s|@PUBLISHER@|$publisher|" -e "s|@HOMEPAGE@|$homepage|" \
    -e "s|@VERSION@|$version|" -e "s|@DATE@|$(date --utc --date="@$SOURCE_DATE_EPOCH" +%F)|" \
    assets/talkdesk-setup.metainfo.xml >"$metainfo"

generated "$share/man/man1/$name.1" man
generated "$share/bash-completion/completions/$name" completions bash
generated "$share/zsh/site-functions/_$name" completions zsh
generated "$share/fish/vendor_completions.d/$name.fish" completions fish
[ ! -e "$share/man/man1/$name.1" ] || gzip -9n "$share/man/man1/$name.1"

for file in README.md CHANGELOG.md LICENSE-MIT LICENSE-APACHE; do
    put "$file" "$doc/$file"
done
python3 assets/third_party.py "$(rustc -vV | sed -n 's/^host: //p')" \
    "$doc/third-party-licences.txt" "$doc/$name.cdx.json"
same_time "$prefix"
