# What the scripts that make packages have in common. They stand in the project's folder and read this with `.`.
# shellcheck shell=sh disable=SC2034 # Other scripts read these.

. assets/publisher.sh

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

needs() {
    for command in "$@"; do
        command -v "$command" >/dev/null || fail "$command is missing. $missing_hint"
    done
}
missing_hint='The lists assets/*packages.txt and assets/windows/packages.txt name the packages of Debian 12 that bring it.'

name=talkdesk-setup
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | sed q)
target=${CARGO_TARGET_DIR:-target}
# Whole, so that it names the same place from every folder.
mkdir -p "$target/packages"
packages=$(cd "$target/packages" && pwd)

# The time in every package, so that one commit and one binary make the same bytes again.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)} ||
    fail 'The time of the last commit is not known. Without git, set SOURCE_DATE_EPOCH to it, in seconds since 1970.'
export SOURCE_DATE_EPOCH

# The mode of every file must not depend on who makes the package.
umask 022

# Writes the path of the program for this system; PROGRAM may name one that is built already.
program() {
    if [ -n "${PROGRAM-}" ]; then
        printf '%s' "$PROGRAM"
    else
        cargo build --release --locked --bin "$name" >&2
        printf '%s' "$target/release/$name"
    fi
}

# An empty folder to work in.
fresh() {
    rm -rf "$1"
    mkdir -p "$1"
}

# Gives everything in a folder the time of the package.
same_time() {
    find "$1" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
}
