#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# fetch_kernel.sh VERSION CACHE SUITE...: prints the path of a Debian kernel's image of this version, from the cache or
# from the first suite of the configured archive that has one. Status 77 with the reason on standard error where none
# can be had. Installs nothing and leaves the lists of the machine's apt alone.
set -euo pipefail

version=$1 cache=$2
shift 2
mkdir -p "$cache"
cache=$(cd "$cache" && pwd)
known=$cache/$version.kernel # names the image of this version found last
dayOld=1440                  # minutes

unreachable() { echo "$*" >&2; exit 77; }

use_known() {
    [ -s "$known" ] && [ -s "$cache/$(cat "$known")" ] || return 1
    echo "$cache/$(cat "$known")"
    exit 0
}

[ -n "$(find "$known" -mmin -$dayOld 2>/dev/null)" ] && use_known
command -v apt-get >/dev/null || use_known || unreachable "no apt-get here"

# The archive and its keys are those of this machine: no host is named here.
options_for() {
    local suite=$1 folder=$cache/lists-$1 sites site
    options=(-o APT::Sandbox::User=root -o Acquire::Languages=none -o Acquire::Retries=2 -o Acquire::Check-Valid-Until=false)
    [ "$suite" = configured ] && return 0
    sites=$(apt-get indextargets --format '$(SITE) $(RELEASE)' 2>/dev/null | sort -u)
    case $suite in
        *-security) site=$(awk '$2 ~ /-security$/ {print $1; exit}' <<<"$sites") ;;
        *) site=$(awk '$2 !~ /-security$/ && $1 ~ /debian\/?$/ {print $1; exit}' <<<"$sites") ;;
    esac
    [ -n "$site" ] || return 1
    mkdir -p "$folder/lists/partial" "$folder/archives/partial"
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $site $suite main" >"$folder/sources.list"
    options+=(-o Dir::Etc::sourcelist="$folder/sources.list" -o Dir::Etc::sourceparts=/dev/null
        -o Dir::State::lists="$folder/lists" -o Dir::Cache="$folder" -o Dir::State::status=/dev/null)
    [ -n "$(find "$folder/updated" -mmin -$dayOld 2>/dev/null)" ] ||
        { apt-get "${options[@]}" update >"$folder/update.log" 2>&1 && touch "$folder/updated"; }
}

# The newest package with an image of this version. From 6.19 on the image is in linux-binary-*, before in linux-image-*.
newest_package() {
    local pattern=${version//./\\.}
    [ "$version" = newest ] && pattern='[0-9]+\.[0-9]+'
    apt-cache "${options[@]}" pkgnames linux- 2>/dev/null |
        sed -nE "s/^linux-(image|binary)-($pattern[.-][^ ]*-cloud-amd64)\$/\\2 \\1/p" | sort -k1,1V -k2,2r | tail -n 1 |
        awk '{print "linux-" $2 "-" $1}'
}

reason="no suite named"
for suite in "$@"; do
    options_for "$suite" || { reason="the archive has no $suite"; continue; }
    package=$(newest_package)
    [ -n "$package" ] || { reason="$suite has no kernel $version"; continue; }
    release=${package#linux-*-}
    image=vmlinuz-$release
    if [ ! -s "$cache/$image" ]; then
        work=$(mktemp -d "$cache/fetch.XXXXXX")
        trap 'rm -rf "$work"' EXIT
        (cd "$work" && apt-get "${options[@]}" download "$package" >/dev/null 2>&1) ||
            { reason="$package could not be downloaded"; rm -rf "$work"; continue; }
        # boot/vmlinuz-RELEASE, from 7.2 on usr/lib/modules/RELEASE/vmlinuz
        dpkg-deb --fsys-tarfile "$work"/*.deb | tar -x -C "$work" --wildcards --no-anchored 'vmlinuz*' 2>/dev/null || true
        found=$(find "$work" -name 'vmlinuz*' -type f | head -n 1)
        [ -n "$found" ] || { reason="$package holds no kernel image"; rm -rf "$work"; continue; }
        mv "$found" "$cache/$image"
        rm -rf "$work"
    fi
    echo "$image" >"$known"
    echo "$cache/$image"
    exit 0
done
use_known || unreachable "$reason"
