#!/usr/bin/env bash
# `kill -9` of the server at random moments under eight clients, four on the local socket and four over HTTP; each makes documents
# and moves them on, and keeps every answer. After each restart no acknowledged step is lost and none is half done, and in the end
# the ledger extends every checkpoint that a client saw. 10 cycles, times CHANCERY_EFFORT.
source "$(dirname "$0")/../end_to_end/lib.sh"

cycles=$((10 * ${CHANCERY_EFFORT:-1}))
clients=8
values=$source_folder/templates/demonstration/kyiv-utah.json
RANDOM=${CHANCERY_SEED:-$$}
echo "CHANCERY_SEED=${CHANCERY_SEED:-$$}"

jq -nc --slurpfile values "$values" \
  '{event: "new", data: {workflow: "memorandum", template: "memorandum_of_understanding", values: $values[0]}}' >"$work/new.json"

# On the socket it is the clerk, to whom `init --demo` gives the system user. One command of a client; the answer goes to its file. 0 acknowledged, 1 nobody answered, 2 another answer.
ask_socket() { # ANSWER KEY DOCUMENT EVENT REVISION
  local status=0
  if [[ $4 == new ]]; then
    "$program" --office "$office" --json document new --template memorandum_of_understanding --data "$values" --key "$2" >"$1" \
      2>"$1.err" || status=$?
  else
    "$program" --office "$office" --json document advance "$3" "$4" --revision "$5" --key "$2" --comment SPECIMEN >"$1" \
      2>"$1.err" || status=$?
  fi
  case $status in 0) return 0 ;; 7) return 1 ;; *) echo "exit $status: $(<"$1.err")" >>"$work/wrong" && return 2 ;; esac
}

ask_http() { # the same
  local status
  if [[ $4 == new ]]; then
    sed "s/^{/{\"key\":\"$2\",/" "$work/new.json" >"$1.json"
  else
    echo "{\"document\":\"$3\",\"event\":\"$4\",\"revision\":$5,\"key\":\"$2\",\"comment\":\"SPECIMEN\"}" >"$1.json"
  fi
  status=$(curl -s -o "$1" -w '%{http_code}' -b "$jar" -H "x-csrf-token: $csrf" -H 'content-type: application/json' \
    --data-binary "@$1.json" "$url/api/commands") || return 1
  case $status in 200) return 0 ;; 503) return 1 ;; *) echo "$status: $(<"$1")" >>"$work/wrong" && return 2 ;; esac
}

# A client owns its document and repeats, with its key, what nobody answered: so it knows the next revision exactly.
client() { # NUMBER
  local ask=ask_socket state=$work/client-$1 answer=$work/answer-$1 document revision count event
  ((1 + $1 % 2 == 1)) || ask=ask_http
  read -r document revision count <"$state"
  while [[ -e $work/running ]]; do
    event=submit
    ((revision % 2 == 1)) || event=return
    ((revision > 0)) || event=new
    if ! $ask "$answer" "client-$1-$count" "$document" "$event" "$revision"; then
      sleep 0.02
      continue
    fi
    [[ $(<"$answer") =~ \"document\":\"([0-9a-f]{32})\" ]] && document=${BASH_REMATCH[1]}
    [[ $(<"$answer") =~ \"revision\":([0-9]+) ]]
    ((BASH_REMATCH[1] == revision + 1)) || echo "client $1: revision ${BASH_REMATCH[1]} after $revision" >>"$work/wrong"
    printf '%s\n' "$(<"$answer")" >>"$work/acknowledged-$1"
    revision=$((revision + 1))
    count=$((count + 1))
    # Every seventh step is the last of its document.
    if ((revision == 7)); then
      echo "$document $revision" >>"$work/finished-$1"
      document=- revision=0
    fi
    echo "$document $revision $count" >"$state"
  done
}

acknowledged() { cat "$work"/acknowledged-* | wc -l; }
more_than() { (($(acknowledged) > $1)); }

# The document as it is now: what was acknowledged and at most one step more, each with its leaf.
check_document() { # DOCUMENT REVISION MORE
  curl -sf -o "$out" -b "$jar" "$url/api/documents/$1" || fail "document $1 of revision $2 is lost"
  local found steps
  read -r found steps < <(jq -r '"\(.revision) \([.history[] | select(.outcome == "done")] | length)"' "$out")
  ((found >= $2 && found <= $2 + $3)) || fail "document $1 has revision $found, and $2 was acknowledged"
  is "$found" "$steps" "document $1: a leaf for each revision"
}

demonstration
for ((number = 0; number < clients; number++)); do
  echo '- 0 0' >"$work/client-$number"
  : >"$work/acknowledged-$number"
done
serve
log_in clerk

slowest=0
for ((cycle = 1; cycle <= cycles; cycle++)); do
  had=$(acknowledged)
  : >"$work/running"
  pids=()
  for ((number = 0; number < clients; number++)); do
    client "$number" &
    pids+=($!)
  done
  within 60 more_than "$had" || fail "cycle $cycle: nothing is acknowledged: $(cat "$work/wrong" "$work/serve.err" "$work"/answer-*.err 2>/dev/null | tail -n 20)"
  sleep "$((RANDOM % 2)).$((RANDOM % 900 + 100))"
  kill -9 "$server"
  wait "$server" 2>/dev/null || true
  server=
  rm "$work/running"
  wait "${pids[@]}"
  began=${EPOCHREALTIME/./}
  serve
  took=$(((${EPOCHREALTIME/./} - began) / 1000))
  ((took <= slowest)) || slowest=$took

  [[ ! -e $work/wrong ]] || fail "cycle $cycle: $(<"$work/wrong")"
  for ((number = 0; number < clients; number++)); do
    read -r document revision _ <"$work/client-$number"
    [[ $document == - ]] || check_document "$document" "$revision" 1
  done
  is ok "$(sqlite3 -readonly "$office/office.db" 'PRAGMA integrity_check')"
  is '' "$(sqlite3 -readonly "$office/office.db" 'PRAGMA foreign_key_check')"
  run 0 --office "$office" --json ledger verify
  is OK "$(json .result)"
done
echo "$cycles cycles, $(acknowledged) acknowledged steps, slowest restart $slowest ms"

while read -r document revision; do
  check_document "$document" "$revision" 0
done < <(cat "$work"/finished-* 2>/dev/null)

# Every leaf that was acknowledged is in the ledger at its place, and every head that a client saw is the one of the first leaves.
as auditor ledger export "$work/export"
run 0 ledger verify "$work/export" --verifier-key "$work/export/verifier-key" --json
cat "$work"/acknowledged-* | jq -r '[.seq, .receipt.proof] | "\(.[0])\t\(.[1] | @base64)"' >"$work/receipts"
perl -MDigest::SHA=sha256 -MMIME::Base64 -e '
  my ($folder, $receipts) = @ARGV;
  local $/;
  my (@entries, @frontier, @roots);
  for my $bundle (sort glob "$folder/tile/entries/*") {
    my ($file) = -d $bundle ? glob "$bundle/*" : $bundle;
    open my $in, "<:raw", $file or die "$file: $!";
    push @entries, unpack "(n/a*)*", <$in>;
  }
  for my $entry (@entries) {
    push @frontier, [1, sha256("\0" . $entry)];
    while (@frontier > 1 && $frontier[-1][0] == $frontier[-2][0]) {
      my $right = pop @frontier;
      $frontier[-1] = [2 * $right->[0], sha256("\1" . $frontier[-1][1] . $right->[1])];
    }
    my $root = $frontier[-1][1];
    $root = sha256("\1" . $frontier[$_][1] . $root) for reverse 0 .. $#frontier - 1;
    push @roots, encode_base64($root, "");
  }
  open my $in, "<", $receipts or die;
  my ($count, %seen) = (0);
  for (split /\n/, <$in>) {
    my ($seq, $proof) = split /\t/;
    $proof = decode_base64($proof);
    my ($extra) = $proof =~ /^extra (\S+)$/m or die "leaf $seq: a proof without its leaf";
    my ($size, $root) = $proof =~ /^$/m && $proof =~ /\n\n[^\n]+\n(\d+)\n(\S+)\n/ or die "leaf $seq: a proof without checkpoint";
    $seq < @entries or die "leaf $seq was acknowledged and is not in the ledger of " . @entries . "\n";
    decode_base64($extra) eq $entries[$seq] or die "leaf $seq is another one than was acknowledged\n";
    $size <= @entries && $roots[$size - 1] eq $root or die "the ledger does not extend the checkpoint of $size leaves\n";
    $count++; $seen{$size} = 1;
  }
  print "$count receipts, " . keys(%seen) . " checkpoints in a ledger of " . @entries . " leaves\n";
' "$work/export" "$work/receipts" >"$work/compared" 2>&1 || fail "$(<"$work/compared")"
cat "$work/compared"
stop || fail "the server ended with an error: $(tail "$work/serve.err")"
