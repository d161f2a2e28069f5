# SPDX-License-Identifier: Apache-2.0
# Sourced by packaging/run and packaging/test: finds what is missing and installs it through apt.
# Prints to standard error only, and only when there is something to do.

NSSCOPE_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

BUILD_PACKAGES=(g++ cmake ninja-build pkg-config qt6-base-dev qt6-svg-dev libqcustomplot-dev libfmt-dev rapidjson-dev
    libcli11-dev libexpected-dev libmnl-dev libtomlplusplus-dev fonts-inter fonts-dejavu-core)
HEADLESS_PACKAGES=(xvfb xauth openbox)
TEST_PACKAGES=(ccache libsimdjson-dev libgtest-dev libgmock-dev libbenchmark-dev xdotool x11-utils util-linux iproute2 procps dbus)
# The kernel as witness and judge (BPF), and other kernels than this one (tests/vm).
BPF_PACKAGES=(clang bpftool libbpf-dev)
VM_PACKAGES=(qemu-system-x86 busybox-static cpio)

say() { printf '%s\n' "$*" >&2; }
die() { say "packaging: $*"; exit 1; }

# need_packages NAME...: installs those that dpkg does not have.
need_packages() {
    local missing=() name
    for name in "$@"; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || missing+=("$name")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    command -v apt-get >/dev/null || die "this needs Debian's apt-get; install by hand: ${missing[*]}"
    local root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || die "missing packages: ${missing[*]}. Install sudo or, as root, run: apt-get install ${missing[*]}"
        root=(sudo)
    fi
    say "Installing: ${missing[*]}"
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" >&2 ||
        { "${root[@]}" apt-get update -q >&2 &&
          "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" >&2; } ||
        die "apt-get could not install: ${missing[*]}"
}

# use_ccache: presets share what they compile alike; its store lies in the build folder.
use_ccache() {
    export CCACHE_DIR=$NSSCOPE_ROOT/build/.ccache CCACHE_BASEDIR=$NSSCOPE_ROOT CCACHE_NOHASHDIR=1 CCACHE_MAXSIZE=2G
    export CCACHE_SLOPPINESS=pch_defines,time_macros CMAKE_CXX_COMPILER_LAUNCHER=ccache
}

# configure PRESET [-DNAME=VALUE...]: configures only when that would change something.
configure() {
    local preset=$1 stamp
    shift
    stamp=$NSSCOPE_ROOT/build/$preset/.configured
    if [ ! -f "$NSSCOPE_ROOT/build/$preset/build.ninja" ] || [ "$(cat "$stamp" 2>/dev/null)" != "$*" ]; then
        (cd "$NSSCOPE_ROOT" && cmake --preset "$preset" "$@" >&2) || die "configuring preset $preset failed"
        printf '%s' "$*" >"$stamp"
    fi
}

# build PRESET [TARGET...]
build() {
    local preset=$1
    shift
    (cd "$NSSCOPE_ROOT" && cmake --build --preset "$preset" ${1:+--target} "$@" >&2) || die "building preset $preset failed"
}
