#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# run_kernel.sh VERSION CACHE INITRAMFS OUT SUITE...: boots one Debian kernel in QEMU and tells how the checks in the
# guest went. 0: all passed. 77: no kernel or no QEMU, with the reason. 1: a check failed, or the guest panicked, hung or
# did not come to its end, which is never taken for a pass.
#
# One emulated processor whose clock counts instructions (icount): sleeps in the guest cost nothing here, and how busy
# this machine is changes nothing there but the wall time. -cx16 because QEMU 7.2 mishandles cmpxchg16b.
set -uo pipefail

version=$1 cache=$2 initramfs=$3 out=$4
shift 4
here=$(cd "$(dirname "$0")" && pwd)
qemu=${QEMU:-qemu-system-x86_64}
limit=${NSSCOPE_VM_LIMIT:-600} # seconds of this machine

[ "$(uname -m)" = x86_64 ] || { echo "SKIP: the kernels are for x86-64"; exit 77; }
command -v "$qemu" >/dev/null || { echo "SKIP: $qemu is not installed (Debian: qemu-system-x86)"; exit 77; }
mkdir -p "$cache" "$out" || exit 1
rm -f "$out"/*.log
reason=$(mktemp)
trap 'rm -f "$reason"' EXIT
image=$(flock "$cache/lock" "$here/fetch_kernel.sh" "$version" "$cache" "$@" 2>"$reason") ||
    { echo "SKIP: kernel $version: $(tail -n 1 "$reason")"; exit 77; }
echo "kernel $version is ${image##*/vmlinuz-}"

begin=$(date +%s)
timeout -k 5 "$limit" "$qemu" -machine pc -accel tcg,thread=single -icount shift=1,sleep=off -seed "${NSSCOPE_VM_SEED:-1}" \
    -rtc base=2026-01-01T00:00:00,clock=vm -cpu max,-cx16 -smp 1 -m 1024 -nic none -nodefaults -no-user-config \
    -display none -serial "file:$out/console.log" -serial "file:$out/result.log" -no-reboot \
    -kernel "$image" -initrd "$initramfs" -append "console=ttyS0 panic=-1 oops=panic quiet nokaslr ${NSSCOPE_VM_APPEND:-}" \
    </dev/null >"$out/qemu.log" 2>&1
status=$?
seconds=$(($(date +%s) - begin))
tr -d '\r' <"$out/console.log" >"$out/kernel.log" 2>/dev/null
tr -d '\r' <"$out/result.log" >"$out/checks.log" 2>/dev/null
rm -f "$out/console.log" "$out/result.log"

grep -aE '^(SUITE|SKIP|FAIL|VALUE|\|)' "$out/checks.log"
if trouble=$(grep -aoE -m1 '(Kernel panic|BUG:|Oops|general protection).*' "$out/kernel.log"); then
    echo "FAIL: the kernel is in trouble: $trouble"
elif [ $status -eq 124 ] || [ $status -eq 137 ]; then
    echo "FAIL: it hung: not at its end after $limit s; the last line was: $(tail -n 1 "$out/checks.log")"
elif ! grep -q '^GUEST UP' "$out/kernel.log"; then
    echo "FAIL: the guest did not start (QEMU's status $status): $(tail -n 1 "$out/qemu.log")"
elif [ "$(tail -n 1 "$out/checks.log")" != END ]; then
    echo "FAIL: the checks ended early (QEMU's status $status)"
elif grep -aqE '^(FAIL|SUITE [^ ]+ [0-9]+ [1-9])' "$out/checks.log"; then
    echo "FAIL: $(grep -acE '^FAIL' "$out/checks.log") checks failed on $version"
elif ! grep -qE '^SUITE [^ ]+ [1-9]' "$out/checks.log"; then
    echo "FAIL: nothing was run"
else
    echo "passed in $seconds s"
    exit 0
fi
exit 1
