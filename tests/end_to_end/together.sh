#!/usr/bin/env bash
# Several people at the same moment, while one server holds the office: two parties sign and both succeed, of two editors one wins,
# and the command line and the pages are one writer.
source "$(dirname "$0")/lib.sh"

# start NAME PERSON ARGUMENT… in the background; ended NAME…: waits for all, their exit codes are in $codes, sorted.
started=()
codes=
start() { # NAME PERSON ARGUMENT…
  local name=$1 person=$2
  shift 2
  {
    status=0
    "$program" --office "$office" --json --as "$person" --password-fd 3 "$@" 3<<<"$password" 4<<<"$password" \
      >"$work/$name.out" 2>"$work/$name.err" || status=$?
    echo "$status" >"$work/$name.status"
  } &
  started+=($!)
}
ended() { # NAME…
  local name
  wait "${started[@]}" || true
  started=()
  codes=$(for name in "$@"; do cat "$work/$name.status"; done | sort -n | paste -s -d ' ')
}
said() { cat "$work"/*.err; }

demonstration
serve

# Two parties in the same instant, twice: on a document each round.
for round in 1 2; do
  begin kyiv-utah
  to_signing
  for person in head partner; do
    party=1
    [[ $person == head ]] || party=2
    start "$person" "$person" sign "$id" --key "$office/demonstration/$person.p12" --key-password-fd 4 --party "$party"
  done
  ended head partner
  is '0 0' "$codes" "round $round: both sign. $(said)"
  as clerk document show "$id"
  is 'verified verified' "$(json '[.signatures[].kind] | join(" ")')"
  is '1 2' "$(json '[.signatures[].party] | sort | join(" ")')"
  is 2 "$(json '[.signatures[].slot] | unique | length')"
  is signed "$(json '.stage | join(" ")')"
  as clerk document export "$id" "$work/signed-$round"
  run 0 verify --json --trust "$office/trust" "$work/signed-$round/memorandum.asice"
  is 2 "$(json '.signatures | length')"
done
signed=$id

# The same party at once: one signature, whoever is first.
begin kyiv-utah
to_signing
for name in one other; do
  start "$name" head sign "$id" --key "$office/demonstration/head.p12" --key-password-fd 4 --party 1
done
ended one other
is '0 4' "$codes" "one signature for a party. $(said)"
as clerk document show "$id"
is 1 "$(json '.signatures | length')"

# Two editors with the same revision: one wins, the other is told.
begin zhytomyr-indiana
for round in 1 2 3; do
  echo "SPECIMEN of clerk, $round" >"$work/clerk.txt"
  echo "SPECIMEN of clerk2, $round" >"$work/clerk2.txt"
  for person in clerk clerk2; do
    start "$person" "$person" document attach "$id" "$work/$person.txt" --as evidence --revision "$round"
  done
  ended clerk clerk2
  is '0 5' "$codes" "round $round: one editor wins. $(said)"
  as clerk document show "$id"
  is $((round + 1)) "$(json .revision)"
  is "$round" "$(json '.evidence | length')"
done

# The same command with the same key from several at once has one effect.
for name in {1..5}; do start "key-$name" clerk document advance "$id" submit --revision 4 --key together; done
ended key-{1..5}
is '0 0 0 0 0' "$codes" "a repeated command. $(said)"
is 1 "$(cat "$work"/key-{1..5}.out | jq -c '[.document, .revision, .seq]' | sort -u | wc -l)"

# Pages and command line at once. What the page offers is what the command line made, and the other way round.
log_in lawyer
page() { curl -sf --max-time 30 -b "$jar" "$url/documents${1:-}"; }
page >"$work/list.html" || fail 'no list'
has "$(<"$work/list.html")" "/documents/$id"
page "/$id" >"$work/page.html" || fail 'no document page'
has "$(<"$work/page.html")" 'SPECIMEN'
has "$(<"$work/page.html")" "/documents/$id/actions/return"
page "/$signed" >/dev/null || fail 'no page of a signed document'
as lawyer document show "$id"
revision=$(json .revision)
for path in command page; do
  if [[ $path == command ]]; then
    start command lawyer document advance "$id" return --revision "$revision" --comment 'SPECIMEN: by command'
  else
    { curl -s -o "$work/posted" -w '%{http_code}' -b "$jar" -F "csrf=$csrf" -F "key=page" -F "revision=$revision" \
      -F 'comment=SPECIMEN: by page' "$url/documents/$id/actions/return" >"$work/posted.status"; } &
    started+=($!)
  fi
done
ended command
posted=$(<"$work/posted.status")
[[ "$codes $posted" == '0 409' || "$codes $posted" == '5 303' ]] || fail "one of command line and page wins: $codes, $posted. $(said)"
as lawyer document show "$id"
is $((revision + 1)) "$(json .revision)"

# Without its token a form does nothing.
is 403 "$(curl -s -o "$out" -w '%{http_code}' -b "$jar" -F "revision=$((revision + 1))" "$url/documents/$id/actions/submit")"

# Many at once: every one has its own document, and the ledger has them all.
as auditor ledger verify
before=$(json .size)
lawyer_jar=$jar lawyer_csrf=$csrf
log_in clerk
for number in {1..6}; do
  start "many-$number" clerk document new --template memorandum_of_understanding \
    --data "$source_folder/templates/demonstration/kyiv-utah.json"
  jq -n --slurpfile values "$source_folder/templates/demonstration/kyiv-utah.json" --arg key "many-$number" \
    '{event: "new", key: $key, data: {workflow: "memorandum", template: "memorandum_of_understanding", values: $values[0]}}' \
    >"$work/new-$number.json"
  curl -sf -o "$work/made-$number" -b "$jar" -H "x-csrf-token: $csrf" -H 'content-type: application/json' \
    --data-binary "@$work/new-$number.json" "$url/api/commands" &
  started+=($!)
done
ended many-{1..6}
is '0 0 0 0 0 0' "$codes" "many at once. $(said)"
is 12 "$(cat "$work"/many-*.out "$work"/made-* | jq -r .document | sort -u | wc -l)" 'documents'
is 12 "$(cat "$work"/many-*.out "$work"/made-* | jq -r .seq | sort -u | wc -l)" 'leaves'
as auditor ledger verify
is "OK $((before + 12))" "$(json '"\(.result) \(.size)"')"

# Whoever logs out is out.
curl -sf -o /dev/null -b "$lawyer_jar" --data-urlencode "csrf=$lawyer_csrf" "$url/logout"
is 303 "$(curl -s -o /dev/null -w '%{http_code}' -b "$lawyer_jar" "$url/documents")" 'after logging out'
stop || fail "the server ended with an error: $(tail "$work/serve.err")"
