#!/bin/sh
# Makes an archive for any Linux: bin and share, to be unpacked where the person likes; in ~/.local or /usr/local the
# desktop's menu finds it too.
#
# Usage: sh package-archive.sh     then: tar -xzf target/packages/talkdesk-setup-VERSION-linux-ARCHITECTURE.tar.gz
#        PROGRAM=FILE sh package-archive.sh     takes a program that is built already

set -eu
cd "$(dirname "$0")/.."
. assets/packaging.sh

program=$(program)
work=$packages/archive
folder=$name-$version-linux-$(uname -m)

fresh "$work"
sh assets/stage.sh "$program" "$work/$folder"

file=$packages/$folder.tar.gz
tar --create --directory "$work" --format=ustar --sort=name --mtime="@$SOURCE_DATE_EPOCH" \
    --owner=0 --group=0 --numeric-owner "$folder" | gzip -9n >"$file"
printf '%s\n' "$file"
