#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Captures what a scan reads of some processes as a small tree of plain files and links: capture_proc.sh DIR PID...
# Descriptors are kept where they can hold a namespace; nothing that would name files of the machine is.
set -eu
out=$1
shift
mkdir -p "$out/sys/kernel/random"
cp /proc/sys/kernel/osrelease "$out/sys/kernel/osrelease"
echo 00000000-0000-4000-8000-000000000000 >"$out/sys/kernel/random/boot_id"

links() { # from to
    mkdir -p "$2"
    for link in "$1"/*; do
        text=$(readlink "$link") || continue
        case $text in
        pipe:*) ;;
        *:\[*\] | anon_inode:*) ln -sfn "$text" "$2/${link##*/}" ;;
        esac
    done
}

for pid; do
    from=/proc/$pid
    mkdir -p "$out/$pid"
    cat "$from/stat" >"$out/$pid/stat"
    grep -E '^(Name|Pid|Uid|NSpid|Threads):' "$from/status" >"$out/$pid/status"
    grep '^0::' "$from/cgroup" >"$out/$pid/cgroup" || true
    links "$from/ns" "$out/$pid/ns"
    links "$from/fd" "$out/$pid/fd"
    for tid in "$from"/task/*; do
        tid=${tid##*/}
        mkdir -p "$out/$pid/task/$tid"
        cat "$from/task/$tid/comm" >"$out/$pid/task/$tid/comm"
        links "$from/task/$tid/ns" "$out/$pid/task/$tid/ns"
    done
done
