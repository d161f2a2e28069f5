#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The real window in a real X server: runs the experiment, photographs itself and ends; refuses what it cannot do with the
# right status; and when it is killed, nothing of ours is left. 77: skipped, with the reason.
# Usage: test_window.sh DIRECTORY-OF-PROGRAMS
bin=$1
for tool in Xvfb openbox; do
    command -v $tool >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
folder=$(mktemp -d)
export HOME="$folder" XDG_RUNTIME_DIR="$folder" LC_ALL=C.UTF-8 QT_QPA_PLATFORM=xcb
chmod 700 "$folder"
Xvfb -displayfd 3 -screen 0 1600x1000x24 3>"$folder/display" 2>/dev/null &
server=$!
manager=
window=
finish() {
    [ -n "$window" ] && kill -9 $window 2>/dev/null
    [ -n "$manager" ] && kill $manager 2>/dev/null
    kill $server 2>/dev/null
    wait 2>/dev/null
    rm -rf "$folder"
}
trap finish EXIT
fail() { echo "failed: $*"; exit 1; }
# wait_for SECONDS COMMAND...: polls the condition.
wait_for() {
    left=$(($1 * 20)); shift
    until "$@"; do
        left=$((left - 1))
        [ $left -gt 0 ] || return 1
        sleep 0.05
    done
}
# Descendants of a process, by the kernel's own list.
descendants() {
    for child in $(cat /proc/"$1"/task/*/children 2>/dev/null); do
        echo "$child"
        descendants "$child"
    done
}
none_left() {
    for pid in $1; do
        [ -e /proc/"$pid" ] && ! grep -q '^State:.Z' /proc/"$pid"/status 2>/dev/null && return 1
    done
    return 0
}
two_below() { [ "$(descendants $window | wc -l)" -ge 2 ]; }

wait_for 10 test -s "$folder/display" || fail "no X server"
DISPLAY=:$(cat "$folder/display"); export DISPLAY
openbox 2>/dev/null &
manager=$!

timeout 90 "$bin/nsscope" --experiment nsgarbage --set slow_ms=100 --set gap_ms=100 --autoplay --theme light \
    --size 1280x800 --screenshot "$folder/a.png" --quit 2>"$folder/errors"
status=$?
if [ $status -eq 1 ] && grep -q "failed (E" "$folder/errors"; then
    echo "skipped: $(cat "$folder/errors")"
    exit 77
fi
[ $status -eq 0 ] || fail "status $status: $(cat "$folder/errors")"
# Width and height stand in the first chunk (PNG specification, IHDR); an even area compresses to a few thousand bytes.
size=$(od -An -tu4 --endian=big -j16 -N8 "$folder/a.png" | tr -s ' ' 'x')
[ "$size" = x1280x800 ] || fail "the picture has another size: $size"
[ "$(stat -c %s "$folder/a.png")" -gt 40000 ] || fail "the picture is almost empty"

"$bin/nsscope" "$folder/none.nsrec" --quit 2>"$folder/errors"
[ $? -eq 1 ] || fail "a missing file is status 1"
"$bin/nsscope" --experiment nothing --quit 2>"$folder/errors"
[ $? -eq 2 ] && [ -s "$folder/errors" ] || fail "an unknown experiment is status 2 with a sentence"
env -u DISPLAY "$bin/nsscope" --version | grep -q '^nsscope ' || fail "--version needs no display"

"$bin/nsscope" --experiment nsgarbage --set slow_ms=60000 --autoplay 2>/dev/null &
window=$!
wait_for 20 two_below || fail "agent and helper do not start"
below=$(descendants $window)
kill -9 $window
wait $window 2>/dev/null
window=
wait_for 1 none_left "$below" || fail "left one second after the window was killed: $below"
echo done
