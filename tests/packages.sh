#!/bin/sh
# Makes every package for Linux twice and compares the two byte by byte, looks at what is in them, and installs, runs and
# removes them in a clean system. For Debian 12 with Rust, as root.
#
# Ends with 3, and names what could not be checked. PROGRAM=FILE takes a program that is built already.

set -eu
cd "$(dirname "$0")/.."
exec </dev/null
. assets/packaging.sh
unchecked=

say() {
    printf '\n== %s\n' "$*"
}

not_checked() {
    unchecked="$unchecked
NOT CHECKED: $*"
}

sh assets/install-packages.sh assets/build-packages.txt assets/packages.txt assets/packaging-packages.txt tests/packages.txt

say 'Scripts'
shellcheck --external-sources assets/*.sh assets/*/*.sh tests/*.sh
desktop-file-validate assets/talkdesk-setup.desktop

PROGRAM=$(realpath "$(program)")
export PROGRAM
"$PROGRAM" generate man >/dev/null 2>&1 || not_checked 'manual and completions, because the program does not make them yet.'

# Makes a package, and once more under other circumstances, which must not be seen in it.
twice() {
    say "sh assets/package-$1.sh, twice"
    file=$(sh assets/package-"$1".sh)
    mv "$file" "$packages/first"
    (
        umask 077
        TZ=Asia/Tokyo LC_ALL=C sh assets/package-"$1".sh >/dev/null
    )
    cmp "$packages/first" "$file"
    rm "$packages/first"
    ls -l "$file"
}

# Checks that a list of paths, one a line, has all that belongs in every package.
has_everything() {
    for each in "bin/$name" "share/applications/$name.desktop" "share/metainfo/$identifier.metainfo.xml" \
        "share/icons/hicolor/scalable/apps/$name.svg" "share/icons/hicolor/16x16/apps/$name.png" \
        "share/icons/hicolor/512x512/apps/$name.png" "share/man/man1/$name.1.gz" \
        "share/bash-completion/completions/$name" "share/zsh/.*/_$name" "share/fish/vendor_completions.d/$name.fish" \
        "share/doc/$name/README.md" "share/doc/$name/third-party-licences.txt" "share/doc/$name/$name.cdx.json"; do
        ! grep -q "/$each\(\.gz\)\?\$" "$1" || continue
        case $each in
        share/man/* | */completions/* | share/zsh/* | share/fish/*) "$PROGRAM" generate man >/dev/null 2>&1 || continue ;;
        esac
        fail "$2 lacks $each."
    done
}

twice deb
deb=$file
dpkg-deb --contents "$deb" | awk '{ print $6 }' >"$packages/list"
has_everything "$packages/list" "$deb"
lintian --allow-root --fail-on error "$deb"

twice archive
archive=$file
tar --list --file "$archive" >"$packages/list"
has_everything "$packages/list" "$archive"

twice rpm
rpm=$file
rpm --query --package --list "$rpm" >"$packages/list"
has_everything "$packages/list" "$rpm"
rpm --query --package --requires "$rpm" >"$packages/list"
sed -n 's/^[^#]* # *//p' assets/packages.txt | while read -r library; do
    grep -qF "$library" "$packages/list" || fail "$rpm does not ask for $library."
done

say 'What software centers, manual and shells read'
usr=$packages/rpm/root/usr
appstreamcli validate --no-net --pedantic "$usr/share/metainfo/$identifier.metainfo.xml"
if [ -e "$usr/share/man" ]; then
    complaints=$(man --warnings --local-file --encoding=UTF-8 "$usr/share/man/man1/$name.1.gz" 2>&1 >/dev/null)
    [ -z "$complaints" ] || fail "$complaints"
    bash -n "$usr/share/bash-completion/completions/$name"
fi

say 'The list of parts'
python3 - "$usr/share/doc/$name/$name.cdx.json" "$usr/share/doc/$name/third-party-licences.txt" <<'PARTS'
import json, sys

bom = json.load(open(sys.argv[1], encoding="utf-8"))
licences = open(sys.argv[2], encoding="utf-8").read()
parts = bom["components"]
for part in parts:
    assert part["licenses"][0]["expression"], part
    assert len(part["hashes"][0]["content"]) == 64, part
    assert f"{part['name']} {part['version']}" in licences, part
refs = {part["bom-ref"] for part in parts} | {bom["metadata"]["component"]["bom-ref"]}
assert len(refs) == len(parts) + 1
for each in bom["dependencies"]:
    assert {each["ref"], *each["dependsOn"]} <= refs, each
in_program = sum(part["scope"] == "required" for part in parts)
print(f"{len(parts)} libraries, {in_program} of them in the program, each with checksum and licence.")
PARTS

say 'The archive, unpacked and moved'
fresh "$packages/unpacked"
tar --extract --file "$archive" --directory "$packages/unpacked"
mv "$packages/unpacked"/* "$packages/unpacked/elsewhere"
"$packages/unpacked/elsewhere/bin/$name" --version

say 'The RPM package, installed into an empty folder and removed'
# Its dependencies are not there: what Fedora and openSUSE make of it takes one of those.
empty=$packages/empty
fresh "$empty"
rpm --root "$empty" --initdb
rpm --root "$empty" --force-debian --install --nodeps "$rpm"
rpm --root "$empty" --verify --nodeps "$name"
"$empty/usr/bin/$name" --version
rpm --root "$empty" --force-debian --erase --nodeps "$name"
left=$(find "$empty" ! -type d -name "*$name*")
[ -z "$left" ] || fail "The RPM package leaves behind: $left"

say 'The Debian package, in a clean Debian 12'
clean=$target/tools/debian-12.tar
root=$packages/clean
stop=

end() {
    # shellcheck disable=SC2086 # They are numbers.
    [ -z "$stop" ] || kill $stop 2>/dev/null || true
    # shellcheck disable=SC2086
    [ -z "$stop" ] || wait $stop 2>/dev/null || true
    stop=
}
trap end EXIT
trap 'exit 1' HUP INT TERM

# Runs a command in the clean system. Its /proc is there for that command alone, in a name space of its own, so that none can
# stay mounted, however this ends.
inside() {
    # shellcheck disable=SC2016 # The inner shell is to see these names.
    unshare --mount sh -euc 'mount -t proc proc "$1/proc" && exec chroot "$@"' inside \
        "$root" env DEBIAN_FRONTEND=noninteractive HOME=/tmp LC_ALL=C.UTF-8 "$@"
}

can_have_a_clean_system() {
    [ "$(id -u)" -eq 0 ] || return 1
    mkdir -p "$target/tools"
    [ -e "$clean" ] || { mmdebstrap --quiet --variant=minbase bookworm "$clean.part" && mv "$clean.part" "$clean"; } || return 1
    rm -rf --one-file-system "$root"
    mkdir "$root"
    tar --extract --file "$clean" --directory "$root" && inside true
}

if can_have_a_clean_system && inside apt-get --quiet --quiet update; then
    cp "$deb" "$root/tmp/package.deb"
    inside apt-get --quiet --quiet --yes install --no-install-recommends /tmp/package.deb >"$packages/apt.log" 2>&1 ||
        fail "$(cat "$packages/apt.log")"
    inside "$name" --version
    inside dpkg --listfiles "$name" >"$packages/list"

    # The screen is outside, so that nothing that it needs can stand in for what the package should ask for.
    rm -f "$packages/display"
    # It would begin anew each time that its last client leaves, and answer nobody meanwhile.
    Xvfb -displayfd 3 -noreset -nolisten tcp -screen 0 1280x800x24 3>"$packages/display" >"$packages/screen.log" 2>&1 &
    stop=$!
    waited=0
    until [ -s "$packages/display" ]; do
        [ "$waited" -lt 60 ] || fail "No screen began: $(cat "$packages/screen.log")"
        waited=$((waited + 1))
        sleep 1
    done
    DISPLAY=:$(cat "$packages/display")
    export DISPLAY
    inside "$name" --practice >"$packages/window.log" 2>&1 &
    # It ends with its screen, if not before.
    stop="$stop $!"
    window=$(timeout 60 xdotool search --sync --onlyvisible --name '^Talkdesk setup' | sed q)
    [ -n "$window" ] || fail "No window opened: $(cat "$packages/window.log")"
    sleep 5
    import -window "$window" "$packages/window.png"
    colors=$(identify -format %k "$packages/window.png")
    [ "$colors" -gt 100 ] || fail "The window has only $colors colors; see $packages/window.png."
    printf 'The window is open, and drawn in %s colors: %s\n' "$colors" "$packages/window.png"
    kill "$(xdotool getwindowpid "$window")"
    end
    # What a person did with the program is theirs, and not the package's.
    find "$root/tmp" -mindepth 1 -delete

    inside apt-get --quiet --quiet --yes purge "$name" >"$packages/apt.log" 2>&1 || fail "$(cat "$packages/apt.log")"
    left=$(find "$root" -xdev -name "*$name*" ! -path "*/apt/*")
    while read -r each; do
        [ ! -f "$root$each" ] || left="$left $each"
    done <"$packages/list"
    [ -z "$left" ] || fail "The Debian package leaves behind: $left"
    printf 'Removed; nothing is left of %s files and folders.\n' "$(wc -l <"$packages/list")"
    rm -r --one-file-system "$root"
else
    not_checked 'whether the Debian package installs, opens its window and goes away again. It takes root and a network.'
fi
end

if [ -n "$unchecked" ]; then
    printf '%s\n' "$unchecked" >&2
    exit 3
fi
printf '\nEvery package passed.\n'
