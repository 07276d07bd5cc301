#!/usr/bin/env bash
# A disk that is full or takes no writes, under a server that goes on: no step is acknowledged that is not kept, reading works on, and
# when the disk works again the same command with the same key is done exactly once; the same when the server is killed in the
# middle of it. A disk that does not confirm a commit stops the server with the reason: nobody knows then what it holds.
source "$(dirname "$0")/../end_to_end/lib.sh"

[[ -n ${CHANCERY_BAD_DISK_LIBRARY:-} ]] || { echo 'CHANCERY_BAD_DISK_LIBRARY is not there'; exit 77; }
order=$work/order

bad=$office  # what is on the bad disk
serve_on_bad_disk() {
  LD_PRELOAD=$CHANCERY_BAD_DISK_LIBRARY CHANCERY_BAD_DISK=$bad CHANCERY_BAD_DISK_ORDER=$order serve
  log_in clerk
}
disk_fails() { printf '%s\n' "$1" >"$order.new" && mv "$order.new" "$order"; }
disk_works() { rm -f "$order"; }

# The next step of the document over HTTP, with this key; the answer is in $out, its status printed.
ask() { # KEY EVENT REVISION
  printf '{"document":"%s","event":"%s","revision":%d,"key":"%s","comment":"SPECIMEN"}' "$id" "$2" "$3" "$1" >"$work/command.json"
  curl -s -m 20 -o "$out" -w '%{http_code}' -b "$jar" -H "x-csrf-token: $csrf" -H 'content-type: application/json' \
    --data-binary "@$work/command.json" "$url/api/commands"
}
revision_of() { curl -sf -m 20 -b "$jar" "$url/api/documents/$id" | jq -r .revision; }
leaves_of() { curl -sf -m 20 -b "$jar" "$url/api/documents/$id" | jq -r '[.history[] | select(.outcome == "done")] | length'; }

demonstration
serve_on_bad_disk
begin kyiv-utah
revision=$(revision_of)
number=0
event=submit

kill_server() {
  kill -9 "$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  server=
}

# The command that got no receipt is repeated: it is done, once.
repeated() { # WORDS
  local status
  status=$(ask "key-$number" "$event" "$revision") || fail "$1: no answer afterwards"
  is 200 "$status" "$1: $(<"$out")"
  revision=$((revision + 1))
  is "$revision" "$(json .revision)"
  is "$revision" "$(revision_of)"
  is "$revision" "$(leaves_of)" "$1: a leaf for each revision"
  if [[ $event == submit ]]; then event=return; else event=submit; fi
  run 0 --office "$office" --json ledger verify
  is OK "$(json .result)"
}

fails_and_works_again() { # FAULT repaired|killed
  local status
  number=$((number + 1))
  disk_fails "$1"
  status=$(ask "key-$number" "$event" "$revision") || fail "$1: no answer to a step"
  [[ $status == 5?? ]] || fail "$1: a step is answered with $status: $(<"$out")"
  has "$(<"$out")" '"message"'
  curl -sf -m 20 -b "$jar" -o /dev/null "$url/documents/$id" || fail "$1: the document cannot be read"
  [[ $2 == repaired ]] || kill_server
  disk_works
  [[ $2 == repaired ]] || serve_on_bad_disk
  repeated "$1, $2"
}

for fault in 'write ENOSPC' 'write EIO'; do
  fails_and_works_again "$fault" repaired
  fails_and_works_again "$fault" killed
done
stop

# Only the anchor cannot be written: the step is kept by then, and waits for its receipt.
bad=$office/anchor
serve_on_bad_disk
fails_and_works_again 'write ENOSPC' repaired
number=$((number + 1))
disk_fails 'write EIO'
for _ in 1 2; do
  status=$(ask "key-$number" "$event" "$revision") || fail 'a step waits for ever for its anchor'
  is 503 "$status" "$(<"$out")"
done
disk_works
repeated 'the anchor was bad'
stop

# A commit that the disk does not confirm.
bad=$office
for _ in 1 2; do
  serve_on_bad_disk
  number=$((number + 1))
  disk_fails 'sync EIO'
  ! ask "key-$number" "$event" "$revision" >/dev/null 2>&1 || fail 'a step is answered that the disk did not confirm'
  wait "$server" 2>/dev/null && fail 'the server goes on after the disk did not confirm a commit'
  server=
  has "$(<"$work/serve.err")" fsync
  disk_works
  serve_on_bad_disk
  repeated 'sync EIO'
  stop
done
is ok "$(sqlite3 -readonly "$office/office.db" 'PRAGMA integrity_check')"
