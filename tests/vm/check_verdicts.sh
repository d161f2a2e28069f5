#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# check_verdicts.sh CACHE OUT: run_kernel.sh takes nothing for a pass that is none: a guest that panics, hangs, ends early,
# reports a failure or runs nothing, and a kernel that cannot be had, made on purpose with a guest that has no suites.
set -uo pipefail

cache=$1 out=$2
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$out/bin" "$out/share/nsscope/recordings"
"$here/make_initramfs.sh" "$out/initramfs.cpio" "$out/bin" "$here/../.." || exit $?

faults=0
# verdict NAME STATUS TEXT [ENVIRONMENT...]
verdict() {
    local name=$1 wanted=$2 text=$3 said status
    shift 3
    said=$(env "$@" NSSCOPE_VM_APPEND="nsscope.break=$name" "$here/run_kernel.sh" "${VERSION:-6.1}" "$cache" "$out/initramfs.cpio" \
        "$out/$name" configured)
    status=$?
    [ "$name" = panic ] && [ $status -eq 77 ] && { echo "$said"; exit 77; }
    if [ $status -ne "$wanted" ] || ! grep -q "$text" <<<"$said"; then
        echo "$name: status $status, wanted $wanted with \"$text\", said: $said"
        faults=$((faults + 1))
    fi
}

verdict panic 1 'FAIL: the kernel is in trouble: Kernel panic'
verdict hang 1 'FAIL: it hung' NSSCOPE_VM_LIMIT=15
verdict early 1 'FAIL: the checks ended early'
verdict fail 1 'FAIL: 1 checks failed'
verdict skip 1 'FAIL: nothing was run'
VERSION=99.9 verdict missing 77 'SKIP: kernel 99.9'
verdict noqemu 77 'SKIP: .* is not installed' QEMU=/nonexistent/qemu
[ $faults -eq 0 ]
