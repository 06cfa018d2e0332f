#!/bin/sh
# Runs every check and test, the system's packages included. For Debian 12 with Rust.

set -eu
cd "$(dirname "$0")/.."
exec </dev/null
export CI=true

step() {
    printf '\n== %s\n' "$*"
    "$@" || {
        code=$?
        printf '\nThis step failed with code %s: %s\n' "$code" "$*" >&2
        exit "$code"
    }
}

step_may_fail() {
    printf '\n== %s\n' "$*"
    "$@"
}

# Node.js and npm often come from elsewhere than Debian, whose packages must not replace them.
node_is_there() {
    command -v npm >/dev/null &&
        node --eval 'process.exit(Number(process.versions.node.split(".")[0]) >= 18 ? 0 : 1)' 2>/dev/null
}

node_modules_are_current() {
    [ -e tests/node/node_modules/.package-lock.json ] &&
        [ -z "$(find tests/node/package-lock.json -newer tests/node/node_modules/.package-lock.json)" ]
}

target=${CARGO_TARGET_DIR:-target}
mkdir -p "$target"
lists="assets/build-packages.txt assets/packages.txt tests/packages.txt"
if ! node_is_there; then
    printf 'nodejs\nnpm\n' >"$target/node-packages.txt"
    lists="$lists $target/node-packages.txt"
fi
# shellcheck disable=SC2086 # The lists are words; the target folder may not have spaces in its name.
step sh assets/install-packages.sh $lists

node_modules_are_current || step npm ci --prefix tests/node --no-audit --no-fund

step cargo fmt --check
step cargo clippy --locked --all-targets -- -D warnings
step cargo test --locked --no-fail-fast

# Said once more at the end.
unchecked=
sh tests/other-systems.sh || {
    code=$?
    [ "$code" -eq 3 ] || {
        printf '\nThis step failed with code %s: sh tests/other-systems.sh\n' "$code" >&2
        exit "$code"
    }
    unchecked='NOT CHECKED: what only Windows or macOS compile; see above which. It takes a network.'
}

deny=$(command -v cargo-deny || printf '%s' "$target/tools/bin/cargo-deny")
[ -x "$deny" ] || step cargo install cargo-deny --version 0.20.2 --locked --root "$target/tools" --target-dir "$target/tools/build"
# The database of advisories comes from the network, which the other checks do without.
checks='bans licenses sources'
if step_may_fail "$deny" --locked fetch db; then
    checks="advisories $checks"
else
    unchecked="$unchecked
NOT CHECKED: known vulnerabilities (cargo deny check advisories), because their database could not be fetched. Run it where there is a network."
fi
# shellcheck disable=SC2086 # The checks are words.
step "$deny" --locked check $checks
if [ -z "$unchecked" ]; then
    printf '\nEvery step passed.\n'
else
    printf '\nEvery other step passed. %s\n' "$unchecked"
fi
