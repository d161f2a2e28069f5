#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# make_table.sh DIR: writes the tables of README.md from what the guests of the last run said (DIR/VERSION/checks.log).
# Kernels that were not run, or did not come to their end, have no column.
set -euo pipefail

results=$1
here=$(cd "$(dirname "$0")" && pwd)
readme=$here/README.md

logs=()
while read -r version _; do
    case $version in '' | '#'*) continue ;; esac
    log=$results/$version/checks.log
    [ -f "$log" ] && grep -q '^SUITE' "$log" && [ "$(tail -n 1 "$log")" = END ] && logs+=("$log")
done <"$here/kernels.txt"
[ ${#logs[@]} -gt 0 ] || { echo "no results in $results" >&2; exit 1; }

tables=$(awk '
    function heads(title,   i, line, rule) {
        line = "| " title " |"; rule = "|---|"
        for (i = 1; i <= kernels; ++i) { line = line " " name[i] " |"; rule = rule "---|" }
        print line "\n" rule
    }
    function table(title, rows, what,   r, i, line) {
        heads(title)
        for (r = 1; r <= split(rows, row, " "); ++r) {
            line = "| " row[r] " |"
            for (i = 1; i <= kernels; ++i) line = line " " ((i, what, row[r]) in cell ? cell[i, what, row[r]] : "-") " |"
            print line
        }
        print ""
    }
    function value(word) { sub(/.*=/, "", word); return word }
    function told(word,   parts) { split(value(word), parts, "/"); return parts[2] + 0 == 0 ? "not told" : parts[1] }
    function pair(kernel, word) { return value(kernel) " / " told(word) }
    FNR == 1 { ++kernels }
    $1 == "KERNEL" { split($2, parts, /[.+-]/); name[kernels] = parts[1] "." parts[2] "." parts[3]; if ($2 ~ /^[0-9]+\.[0-9]+\.0-/) name[kernels] = parts[1] "." parts[2] " (" parts[4] ")" }
    $1 == "SUITE" {
        if (!($2 in seen)) { seen[$2] = 1; suites = suites " " $2 }
        cell[kernels, "suite", $2] = ($4 > 0 ? "**" $4 " failed**, " : "") $3 " passed" ($5 > 0 ? ", " $5 " skipped" : "")
    }
    $1 == "VALUE" && $2 == "measured" { cell[kernels, "measured", $3] = value($4) (value($5) >= 0.5 ? " + " value($5) " waited" : "") }
    $1 == "VALUE" && $2 != "measured" {
        cell[kernels, "free-" $3, $2] = pair($5, $6)
        cell[kernels, "destroyed-" $3, $2] = pair($7, $8)
    }
    END {
        types = "cgroup ipc mnt net pid time user uts"
        print "### Tests, by suite\n"; table("suite", suites, "suite")
        print "### Number free again, ms after it was given up: the kernel / nsscope without root\n"; table("type", types, "free-user")
        print "### The same as root\n"; table("type", types, "free-root")
        print "### Destroyed (no longer counted), ms after it was given up: the kernel / nsscope without root\n"; table("type", types, "destroyed-user")
        print "### The same as root\n"; table("type", types, "destroyed-root")
        print "### `measure`: ms until the next is not refused, and how long that one waited\n"; table("type", types, "measured")
    }' "${logs[@]}")

new=$(mktemp)
trap 'rm -f "$new"' EXIT
awk -v tables="$tables" '/<!-- matrix begins -->/ {print; print ""; print tables; skip = 1; next}
    /<!-- matrix ends -->/ {skip = 0} !skip' "$readme" >"$new"
cat "$new" >"$readme"
