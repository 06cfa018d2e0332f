#!/bin/sh
# Fails if a program for Windows asks for a DLL that is no part of Windows 10, such as those of its compiler.
#
# Usage: sh windows-imports.sh PROGRAM.exe

set -eu

# Those that the program asks for today; each comes with Windows.
of_windows='advapi32 bcrypt bcryptprimitives combase comctl32 comdlg32 crypt32 d3d11 d3d12 d3dcompiler_47 dcomp dwmapi dxgi gdi32
imm32 iphlpapi kernel32 kernelbase msvcrt ncrypt ntdll ole32 oleaut32 opengl32 pdh powrprof propsys psapi rpcrt4 secur32
setupapi shcore shell32 shlwapi ucrtbase uiautomationcore user32 userenv uxtheme version winmm winspool.drv ws2_32'

table=$(x86_64-w64-mingw32-objdump --private-headers "$1")
asked=$(printf '%s\n' "$table" | sed -n 's/^[[:space:]]*DLL Name: //p' | tr '[:upper:]' '[:lower:]' | sort -u)
[ -n "$asked" ] || {
    printf '%s: no table of imports was found.\n' "$1" >&2
    exit 1
}

foreign=
for dll in $asked; do
    case $dll in
    api-ms-win-*) continue ;;
    esac
    # shellcheck disable=SC2086 # The names are words.
    printf '%s\n' $of_windows | grep -qxF "${dll%.dll}" || foreign="$foreign $dll"
done
[ -z "$foreign" ] || {
    printf '%s asks for DLLs that are no part of Windows:%s\n' "$1" "$foreign" >&2
    exit 1
}
printf '%s asks only for DLLs of Windows: %s\n' "$1" "$(printf '%s' "$asked" | tr '\n' ' ')"
