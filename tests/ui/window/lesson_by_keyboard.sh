#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a program with keys of a real X server, as an ordinary user where we are root. 77: skipped, with the reason.
# Usage: lesson_by_keyboard.sh PROGRAM CLASS
for tool in Xvfb openbox xdotool setpriv; do
    command -v $tool >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
folder=$(mktemp -d)
export HOME="$folder" XDG_RUNTIME_DIR="$folder" XDG_CONFIG_HOME="$folder" TMPDIR="$folder" LC_ALL=C.UTF-8 QT_QPA_PLATFORM=xcb
chmod 700 "$folder"
Xvfb -displayfd 3 -screen 0 1600x1000x24 3>"$folder/display" 2>/dev/null &
server=$!
manager=
finish() {
    [ -n "$manager" ] && kill $manager 2>/dev/null
    kill $server 2>/dev/null
    wait 2>/dev/null
    rm -rf "$folder"
}
trap finish EXIT
left=200
until [ -s "$folder/display" ]; do
    left=$((left - 1))
    [ $left -gt 0 ] || { echo "failed: no X server"; exit 1; }
    sleep 0.05
done
DISPLAY=:$(cat "$folder/display"); export DISPLAY
openbox 2>/dev/null &
manager=$!
as=
if [ "$(id -u)" -eq 0 ]; then
    as="setpriv --reuid=65534 --regid=65534 --clear-groups"
    $as test -x "$1" || as=
    [ -n "$as" ] && chown -R 65534:65534 "$folder"
fi
$as "$1" "$2"
