#!/bin/sh
# Installs the Debian packages that are named in files, as far as they are missing.
#
# Usage: sh install-packages.sh LIST...     a LIST has one package per line; # begins a comment

set -eu

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

is_installed() {
    [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

[ $# -gt 0 ] || fail "Name at least one list of packages."

packages=
for list in "$@"; do
    [ -r "$list" ] || fail "The list of packages $list cannot be read."
    packages="$packages $(sed 's/#.*//' "$list")"
done

if ! command -v dpkg-query >/dev/null; then
    # shellcheck disable=SC2086 # The names are words.
    fail "This is not a Debian system: install what these Debian packages bring, then run the steps by hand:" $packages
fi

missing=
for package in $packages; do
    is_installed "$package" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -eq 0 ]; then
    as_root=
elif command -v sudo >/dev/null; then
    as_root=sudo
else
    fail "These packages are missing, and installing them takes root or sudo:$missing"
fi

apt_get() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get --quiet --yes "$@" </dev/null
}

printf 'Installing these packages:%s\n' "$missing"
apt_get update || fail "The list of available packages could not be fetched. These packages are missing:$missing"
# shellcheck disable=SC2086 # The names are words.
apt_get install --no-install-recommends $missing || {
    # One unknown name keeps apt-get from installing any.
    for package in $missing; do
        apt_get install --no-install-recommends "$package" || true
    done
}

failed=
for package in $missing; do
    is_installed "$package" || failed="$failed $package"
done
[ -z "$failed" ] || fail "These packages could not be installed:$failed"
