#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# make_initramfs.sh OUT BIN SOURCE PROGRAM...: an uncompressed cpio archive (the quickest for an emulated processor)
# with busybox, the programs of the folder BIN that are named, the libraries they need, the lessons and what else tests
# read below SOURCE. All lie where they lie here, since tests know these paths. Status 77 where a tool is missing.
set -euo pipefail

out=$(realpath -m "$1") bin=$(realpath "$2") source=$(realpath "$3")
shift 3
here=$(cd "$(dirname "$0")" && pwd)

for tool in busybox cpio; do
    command -v $tool >/dev/null || { echo "$tool is not installed (Debian: busybox-static, cpio)"; exit 77; }
done
busybox=$(command -v busybox)
! ldd "$busybox" >/dev/null 2>&1 || { echo "busybox is not static (Debian: busybox-static)"; exit 77; }

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mkdir -p "$root"/{bin,dev,etc,proc,sys,tmp,root,run,guest} "$root$bin" "$root$source/resources" "$root$source/tests/fixtures"

install -m755 "$busybox" "$root/bin/busybox"
ln -s busybox "$root/bin/sh"
install -m755 "$here/guest/init" "$root/init"
install -m755 "$here/guest/run_checks" "$root/guest/run_checks"
install -m644 "$here/guest/suites.txt" "$root/guest/suites.txt"
printf 'root:x:0:0::/root:/bin/sh\nuser:x:1000:1000::/tmp:/bin/sh\nnobody:x:65534:65534::/tmp:/bin/sh\n' >"$root/etc/passwd"
printf 'root:x:0:\nuser:x:1000:\nnogroup:x:65534:\n' >"$root/etc/group"
ln -s "$bin" "$root/guest/bin"

# install_program FROM TO: with every library once, under the path at which the loader looks for it.
install_program() {
    install -m755 "$1" "$root$2"
    ldd "$1" 2>/dev/null | awk '/=> \// {print $3} $1 ~ /^\// {print $1}' | while read -r library; do
        [ -e "$root$library" ] || install -D -m755 "$(realpath "$library")" "$root$library"
    done
}
for program in "$@"; do
    install_program "$bin/$program" "$bin/$program"
done
# What tests start: the real ones, since busybox takes its applet from the name that it is called by.
for tool in true unshare lsns; do
    ! path=$(type -P $tool) || install_program "$path" "/bin/$tool"
done
cp -r "$source/resources/lessons" "$root$source/resources/"
cp -r "$source/tests/fixtures/lessons" "$root$source/tests/fixtures/"
mkdir -p "$root$bin/../share/nsscope"
cp -r "$bin/../share/nsscope/recordings" "$root$bin/../share/nsscope/"
ln -s "$source/resources/lessons" "$root$bin/../share/nsscope/lessons"

(cd "$root" && find . -mindepth 1 -print0 | LC_ALL=C sort -z | cpio --null -o -H newc --quiet -R 0:0 --reproducible >"$out.new")
mv "$out.new" "$out"
