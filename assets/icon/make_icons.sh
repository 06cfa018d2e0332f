#!/bin/sh
# Makes the icon of every system from icon.svg, beside it.
#
# Usage: sh make_icons.sh     after apt install librsvg2-bin icoutils icnsutils

set -eu
cd "$(dirname "$0")"

for size in 16 24 32 48 64 128 256 512; do
    rsvg-convert --width $size --height $size icon.svg --output talkdesk-setup-$size.png
done

# Windows takes the small ones as bitmaps, the large one as a PNG.
icotool --create --output talkdesk-setup.ico \
    talkdesk-setup-16.png talkdesk-setup-24.png talkdesk-setup-32.png talkdesk-setup-48.png talkdesk-setup-64.png \
    --raw talkdesk-setup-256.png

png2icns talkdesk-setup.icns \
    talkdesk-setup-512.png talkdesk-setup-256.png talkdesk-setup-128.png \
    talkdesk-setup-48.png talkdesk-setup-32.png talkdesk-setup-16.png
