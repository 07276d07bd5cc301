#!/usr/bin/env bash
# tests/benchmark/pages.sh [DOCUMENTS] [SECONDS]: the work list and the document page under 200 clients of wrk, at 1,000 documents and at
# DOCUMENTS (100,000), each beside bare Poco that sends the same bytes in the same run. Rates drift on shared machines; ratios do not.
# Needs wrk and sqlite3, the program in CHANCERY_PROGRAM, and its floor: cmake --build build/benchmark --target bare_poco.
source "$(dirname "$0")/../end_to_end/lib.sh"

many=${1:-100000}
seconds=${2:-10}
clients=200
floor=${CHANCERY_FLOOR:?is build/benchmark/bin/bare_poco}
command -v wrk >/dev/null || { echo 'skipped: no wrk here' >&2; exit 77; }

# Copies of the demonstration's documents, as many as are missing: the newest tenth at work, the others archived long ago.
fill() { # COUNT
  sqlite3 "$office/office.db" 2>/dev/null <<SQL || fail "the database is not where this script looks for it"
    PRAGMA foreign_keys = OFF;
    CREATE TEMP TABLE seeds AS SELECT row_number() OVER (ORDER BY id) AS number, * FROM documents;
    WITH RECURSIVE copies (n) AS (SELECT 1 + (SELECT count(*) FROM documents) UNION ALL SELECT n + 1 FROM copies WHERE n < $1)
    INSERT INTO documents (id, organisation, author, audience, kind, title_uk, title_en, number, stage, revision, doc_seq, last_leaf, created, updated, state)
    SELECT fresh, organisation, author, audience, kind, title_uk || ' ' || n, title_en || ' ' || n, number,
           iif(n % 10 = 0, stage, 'archived'), revision, doc_seq, last_leaf, created, updated - n * 60000, json_set(state, '$.id', lower(hex(fresh)))
    FROM (SELECT n, randomblob(16) AS fresh, s.* FROM copies JOIN seeds s ON s.number = 1 + n % (SELECT count(*) FROM seeds));
SQL
}

# load NAME URL [COOKIE]: requests a second and the 99th percentile in milliseconds, in $rate and $p99.
load() {
  local report=$work/$1.wrk
  wrk -t2 -c$clients -d"${seconds}s" --latency ${3:+-H "Cookie: $3"} "$2" >"$report"
  rate=$(awk '/Requests\/sec/ { print $2 }' "$report")
  p99=$(awk '$1 == "99%" { value = $2 + 0; if ($2 ~ /us$/) value /= 1000; else if ($2 ~ /[0-9]s$/ && $2 !~ /ms$/) value *= 1000; print value }' "$report")
  if grep -q 'Non-2xx' "$report"; then fail "answers that are no pages: $(grep Non-2xx "$report")"; fi
}

# beside NAME URL COOKIE: a page, then the same bytes from bare Poco.
beside() {
  local port coproc_in page_rate page_p99
  curl -sf -H "Cookie: $3" -o "$work/page.html" "$2"
  load "$1" "$2" "$3"
  page_rate=$rate page_p99=$p99
  port=$(free_port)
  coproc FLOOR { "$floor" "$port" "$work/page.html"; }
  coproc_in=${FLOOR[1]}
  url_of_floor=http://127.0.0.1:$port/
  within 10 curl -sf -o /dev/null "$url_of_floor" || fail 'the floor does not answer'
  load "$1-floor" "$url_of_floor"
  echo >&"$coproc_in"
  wait "$FLOOR_PID" 2>/dev/null || true
  printf '%-34s %8.0f /s  p99 %7.1f ms   bare Poco %8.0f /s  p99 %6.1f ms   ratio %.3f\n' \
    "$1" "$page_rate" "$page_p99" "$rate" "$p99" "$(awk "BEGIN { print $page_rate / $rate }")"
  p99=$page_p99
}

measure() { # COUNT
  local count=$1 cookie document
  serve
  log_in clerk
  cookie=$(awk '/chancery/ { print $6 "=" $7 }' "$jar")
  document=$(curl -sf -H "Cookie: $cookie" "$url/documents" | grep -o '/documents/[0-9a-f]\{32\}' | head -n 1)
  beside "work list, $count documents" "$url/documents" "$cookie"
  list_p99=$p99
  beside "document page, $count documents" "$url$document" "$cookie"
  page_p99=$p99
  stop
}

demonstration
fill 1000
measure 1000
small_list=$list_p99 small_page=$page_p99
fill "$many"
measure "$many"
awk "BEGIN { printf \"p99 at $many over p99 at 1000: work list %.2f, document page %.2f (bar 1.5)\n\", $list_p99 / $small_list, $page_p99 / $small_page }"
