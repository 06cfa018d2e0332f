#!/bin/sh
# Adds the program to the menu of a Linux desktop, with its icon, for this user. On Wayland the window gets its icon
# from there.
#
# Usage: sh add-to-menu.sh            adds it
#        sh add-to-menu.sh --remove   takes it away

set -eu
cd "$(dirname "$0")"

data=${XDG_DATA_HOME:-$HOME/.local/share}
entry=$data/applications/talkdesk-setup.desktop
icons=$data/icons/hicolor

case ${1-} in
--remove)
    rm -f "$entry" "$icons/scalable/apps/talkdesk-setup.svg"
    for size in 16 24 32 48 64 128 256 512; do
        rm -f "$icons/${size}x$size/apps/talkdesk-setup.png"
    done
    ;;
'')
    install -D -m 644 talkdesk-setup.desktop "$entry"
    install -D -m 644 icon/icon.svg "$icons/scalable/apps/talkdesk-setup.svg"
    for size in 16 24 32 48 64 128 256 512; do
        install -D -m 644 icon/talkdesk-setup-$size.png "$icons/${size}x$size/apps/talkdesk-setup.png"
    done
    ;;
*)
    printf 'Usage: sh add-to-menu.sh [--remove]\n' >&2
    exit 2
    ;;
esac
