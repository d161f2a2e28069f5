#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Times nsscope-cli list against lsns and the floor program, interleaved, under the loads of README.md. Needs root.
#   compare.sh BIN_DIR [ROUNDS] [LOAD...]     LOAD: host 1k 10k 30k threads fds mounts (default: host 1k 10k)
set -euo pipefail
bin=$1 rounds=${2:-5}
shift; shift || true
loads=("$@")
[ ${#loads[@]} -gt 0 ] || loads=(host 1k 10k)

old_pid_max=$(cat /proc/sys/kernel/pid_max)
load_pid=
fifo=
cleanup() {
    exec 9>&- || true
    [ -z "$load_pid" ] || wait "$load_pid" 2>/dev/null || true
    [ -z "$fifo" ] || rm -f "$fifo"
    echo "$old_pid_max" >/proc/sys/kernel/pid_max
}
trap cleanup EXIT

arguments() {
    case $1 in
    host) echo "" ;;
    1k) echo "-n 1000 -k 125 -y mnt,uts,ipc,net,cgroup -f 5 -s 2" ;;
    10k) echo "-n 10000 -k 125 -y mnt,uts,ipc,net,cgroup -f 5 -s 2" ;;
    30k) echo "-n 30000 -k 125 -y mnt,uts,ipc,net,cgroup -f 5 -s 2" ;;
    threads) echo "-n 500 -k 125 -y uts,ipc,net -t 40" ;;
    fds) echo "-n 500 -k 50 -y uts,ipc,net -f 300 -s 100" ;;
    mounts) echo "-n 100 -k 100 -y mnt -m 1000" ;;
    *) echo "no load '$1'" >&2; exit 2 ;;
    esac
}

for load in "${loads[@]}"; do
    words=$(arguments "$load")
    echo "== $load ${words:+(load $words)}"
    if [ -n "$words" ]; then
        echo 131072 >/proc/sys/kernel/pid_max
        fifo=$(mktemp -u)
        mkfifo "$fifo"
        # shellcheck disable=SC2086
        "$bin/bench_load" $words <"$fifo" >"$fifo.out" &
        load_pid=$!
        exec 9>"$fifo"
        until grep -q ready "$fifo.out"; do kill -0 "$load_pid" || exit 1; sleep 0.1; done
        rm -f "$fifo.out"
    fi
    "$bin/bench_interleave" "$rounds" "lsns=lsns" "floor, links and threads=$bin/bench_floor -w ntsx" \
        "floor, everything=$bin/bench_floor -w ntsxfkmao" \
        "nsscope-cli list=$bin/nsscope-cli list --json" \
        "nsscope-cli list, tasks=$bin/nsscope-cli list --json --holders tasks" \
        "nsscope-cli, nothing=$bin/nsscope-cli --version"
    if [ -n "$words" ]; then
        exec 9>&-
        wait "$load_pid" 2>/dev/null || true
        load_pid=
        rm -f "$fifo"
        fifo=
    fi
done
