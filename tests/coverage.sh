#!/usr/bin/env bash
# coverage.sh BUILD: lines of src/ that the tests of a coverage build ran, a module a line, by gcov.
set -euo pipefail
build=$(cd "$1" && pwd)
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
find "$build/src" "$build/tests" -name '*.gcda' -print0 |
  xargs -0 gcov --json-format --stdout 2>/dev/null |
  jq -r --arg root "$root/" '
    .files[] | .file |= ltrimstr($root) | .file |= sub("^(\\./|(\\.\\./)+)"; "") | select(.file | startswith("src/"))
    | .file as $file | .lines[] | [$file, .line_number, .count] | @tsv' |
  awk -F'\t' '
    { key = $1 ":" $2; if (!(key in seen)) seen[key] = 0; if ($3 > 0) seen[key] = 1 }
    END {
      for (key in seen) {
        split(key, place, ":"); parts = split(place[1], path, "/")
        module = path[2] == "apps" ? path[2] "/" path[3] : path[2]
        lines[module]++; ran[module] += seen[key]; all++; all_ran += seen[key]
      }
      for (module in lines) printf "%-12s %5d of %5d lines  %5.1f %%\n", module, ran[module], lines[module], 100 * ran[module] / lines[module] | "sort"
      close("sort")
      printf "%-12s %5d of %5d lines  %5.1f %%\n", "all", all_ran, all, all ? 100 * all_ran / all : 0
    }'
