#!/usr/bin/env bash
# Go's sumdb/note and sumdb/tlog accept our export, every entry and proof of it, and refuse it changed.
source "$(dirname "$0")/lib.sh"
need go
[[ -d /usr/share/gocode/src/golang.org/x/mod/sumdb ]] || { echo 'skipped: golang-golang-x-mod-dev is not installed'; exit 77; }
GO111MODULE=off GOPATH=/usr/share/gocode GOCACHE=$work/cache GOFLAGS= go build -o "$work/sumdb" "$here/sumdb.go"

verify() { "$work/sumdb" "$1/export" "$sample/key" "$1/proofs"; }
accepted verify "$sample"
changed() { # FILE: every so many bytes of it
  local size offset
  size=$(stat -c %s "$sample/$1")
  for offset in 0 $((size / 3)) $((size / 2)) $((size - 2)); do
    rm -rf "$work/copy"
    cp -r "$sample" "$work/copy"
    flip "$work/copy/$1" "$offset"
    refused "$1 at $offset" verify "$work/copy"
  done
}
for file in export/checkpoint export/tile/entries/000 export/tile/entries/002.p/88 export/tile/0/000 export/tile/0/001 \
  export/tile/0/002.p/88 export/tile/1/000.p/2 proofs/0.tlog-proof proofs/599.tlog-proof proofs/255.leaf proofs/consistency; do
  changed "$file"
done
echo accepted, and refused when changed
