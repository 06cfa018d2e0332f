#!/bin/sh
# Checks what only Windows and macOS compile: clippy for both, types only, nothing is linked or run.
#
# Ends with 3, and names the systems, where a system's part of Rust or a compiler for its C could not be fetched.

set -u
cd "$(dirname "$0")/.." || exit

target=${CARGO_TARGET_DIR:-target}
tools=$target/tools
unchecked=

# The part of Rust for a system comes from the network, once.
has_rust_for() {
    command -v rustup >/dev/null || return 1
    rustup target list --installed | grep -qx "$1" || rustup target add "$1"
}

# Zig's compiler knows macOS, whose own cannot be had on Linux.
has_zig() {
    [ -x "$tools/zig/bin/python" ] && "$tools/zig/bin/python" -m ziglang version >/dev/null 2>&1 && return
    python3 -m venv "$tools/zig" && "$tools/zig/bin/pip" --quiet install ziglang==0.17.1
}

cc_for_macos() {
    cat >"$tools/macos-cc" <<CC
#!/bin/sh
for argument; do
    shift
    case \$argument in
    --target=* | -mmacosx-version-min=*) ;;
    *) set -- "\$@" "\$argument" ;;
    esac
done
exec "$(cd "$tools/zig/bin" && pwd)/python" -m ziglang cc -target aarch64-macos "\$@"
CC
    chmod +x "$tools/macos-cc"
    printf '%s' "$(cd "$tools" && pwd)/macos-cc"
}

clippy_for() {
    printf '\n== cargo clippy --target %s\n' "$1"
    cargo clippy --locked --target "$1" -- -D warnings || exit 1
}

mkdir -p "$tools"
if has_rust_for x86_64-pc-windows-gnu && command -v x86_64-w64-mingw32-gcc >/dev/null; then
    export CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER=x86_64-w64-mingw32-gcc AWS_LC_SYS_PREBUILT_NASM=1
    clippy_for x86_64-pc-windows-gnu
else
    unchecked="$unchecked Windows (x86_64-pc-windows-gnu)"
fi
if has_rust_for aarch64-apple-darwin && has_zig; then
    CC_aarch64_apple_darwin=$(cc_for_macos) AR_aarch64_apple_darwin=ar
    export CC_aarch64_apple_darwin AR_aarch64_apple_darwin
    clippy_for aarch64-apple-darwin
else
    unchecked="$unchecked macOS (aarch64-apple-darwin)"
fi

if [ -n "$unchecked" ]; then
    printf '\nNOT CHECKED, because a part of Rust or a compiler could not be fetched:%s.\n' "$unchecked" >&2
    exit 3
fi
