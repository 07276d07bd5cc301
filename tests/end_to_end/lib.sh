# What the scripts that drive the built program share. Sourced first: source "$(dirname "$0")/lib.sh"
#
#   run STATUS ARGUMENT…   runs the program, expects this exit status; what it printed is in $out and $err
#   json FILTER            what `jq -r FILTER` makes of the last $out; json_of FILE FILTER of a file
#   office ARGUMENT…       run 0 with --office "$office"; refused RULE ARGUMENT…   the same, expecting exit 4 and this rule
#   is, has, differs       assertions that end the script with their own line and both values
#   serve, stop            the server of $office on a free port, in $url
#   flip FILE OFFSET       changes one bit of a byte
#   demonstration          makes $office with the people, keys and trust of `init --demo`; all passwords are $password
#   as NAME ARGUMENT…      office --json … as this person; denied STATUS PART NAME ARGUMENT… the same, expecting a refusal that says PART
#   begin, step            makes a document from templates/demonstration, as the clerk; advances $id
#   sign NAME PARTY        signs $id electronically
#   log_in NAME            over HTTP: $jar holds the session, $csrf its token
# Everything happens in the folder $work, which is removed at the end (kept, and named, with CHANCERY_KEEP=1).
set -euo pipefail
export LC_ALL=C.UTF-8 TZ=UTC
unset CHANCERY_OFFICE

program=${CHANCERY_PROGRAM:?is the built program, as ctest sets it}
work=$(mktemp -d)
office=$work/office
out=$work/out
err=$work/err
server=
url=
source_folder=${CHANCERY_SOURCE:-$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)}
password=harbour-lantern-27
id=

finish() {
  local status=$?
  stop
  if [[ ${CHANCERY_KEEP:-} == 1 ]]; then echo "kept: $work" >&2; else rm -rf "$work"; fi
  exit "$status"
}
trap finish EXIT

# fail WORDS: names the line of the script that called, and ends it.
fail() {
  local frame=$((${#BASH_SOURCE[@]} - 1))
  echo "$(basename "${BASH_SOURCE[$frame]}"):${BASH_LINENO[$((frame - 1))]}: $*" >&2
  exit 1
}

is() { # EXPECTED FOUND [WORDS]
  [[ $1 == "$2" ]] || fail "${3:-values differ}"$'\n'"  expected: $1"$'\n'"  found:    $2"
}

differs() { # ONE OTHER [WORDS]
  [[ $1 != "$2" ]] || fail "${3:-values are equal}: $1"
}

has() { # TEXT PART
  [[ $1 == *"$2"* ]] || fail "not there: $2"$'\n'"  in: $1"
}

run() { # STATUS ARGUMENT…
  local expected=$1 status=0
  shift
  "$program" "$@" >"$out" 2>"$err" || status=$?
  ((status == expected)) || fail "chancery $*"$'\n'"  exit $status instead of $expected"$'\n'"$(tail -n 20 "$out" "$err")"
}

office() { run 0 --office "$office" "$@"; }

refused() { # RULE ARGUMENT…
  local rule=$1
  shift
  run 4 --office "$office" --json "$@"
  has "$(cat "$out" "$err")" "\"$rule\""
}

json_of() { # FILE FILTER
  jq -er "$2" "$1" || fail "no $2 in: $(head -c 2000 "$1")"
}
json() { json_of "$out" "$1"; }

free_port() {
  local port
  for _ in {1..100}; do
    port=$((20000 + RANDOM % 10000))  # below the ports that other programs' connections are given
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      echo "$port"
      return 0
    fi
  done
  fail 'no port is free'
}

# within SECONDS COMMAND…: asks COMMAND again and again until it says yes.
within() {
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < end)) || return 1
    sleep 0.05
  done
}

answers() { curl -sf -o /dev/null --max-time 2 "$url/"; }
answers_or_ended() { answers || ! kill -0 "$server" 2>/dev/null; }

serve() { # [ARGUMENT…]
  local port
  port=$(free_port)
  url=http://127.0.0.1:$port
  "$program" --office "$office" serve --listen "127.0.0.1:$port" "$@" >"$work/serve.out" 2>"$work/serve.err" &
  server=$!
  within 20 answers_or_ended && kill -0 "$server" 2>/dev/null || fail "the server does not answer: $(tail -n 20 "$work/serve.err")"
}

# Asks the server to stop and returns how it ended.
stop() {
  local status=0
  [[ -n $server ]] || return 0
  kill -INT "$server" 2>/dev/null || true
  wait "$server" || status=$?
  server=
  return $status
}

flip() { # FILE OFFSET [BIT]
  local byte
  byte=$(od -An -tu1 -j "$2" -N 1 "$1")
  printf "\\x$(printf %02x $((byte ^ (1 << ${3:-0}))))" | dd of="$1" bs=1 seek="$2" conv=notrunc status=none
}

demonstration() { run 0 init "$office" --demo; }

as_person() { # STATUS NAME ARGUMENT…
  local status=$1 person=$2
  shift 2
  run "$status" --office "$office" --json --as "$person" --password-fd 3 "$@" 3<<<"$password" 4<<<"${key_password:-$password}"
}
as() { as_person 0 "$@"; }

# A refusal or error: nothing on standard output, one line on standard error, in words.
denied() { # STATUS PART NAME ARGUMENT…
  local status=$1 part=$2
  shift 2
  as_person "$status" "$@"
  is '' "$(<"$out")" 'a refusal is no data'
  one_message "$part"
}

one_message() { # PART
  local words
  is 1 "$(wc -l <"$err")" "one message, not: $(<"$err")"
  has "$(<"$err")" "$1"
  words=$(jq -er .message "$err" 2>/dev/null || sed 's/^chancery: //' "$err")
  if [[ $words =~ ^[a-z_]+\.[a-z_]+( [a-z_]+=|$) ]]; then fail "a key instead of words: $words"; fi
}

begin() { # [NAME] [ARGUMENT…]
  local name=${1:-kyiv-utah}
  as clerk document new --template memorandum_of_understanding --data "$source_folder/templates/demonstration/$name.json" "${@:2}"
  id=$(json .document)
}

step() { # NAME EVENT [ARGUMENT…]
  as "$1" document advance "$id" "${@:2}"
}

# The letter or the signed paper of a recorded act, in $work/recorded.json and $work/scan.txt.
letter() { # BODY CHANNEL [PARTY]
  echo 'ЗРАЗОК / SPECIMEN: scan' >"$work/scan.txt"
  jq -n --arg body "$1" --arg channel "$2" --argjson party "${3:-null}" '{recorded: ({capacity: "SPECIMEN", body: $body,
    acted: "2026-02-02T10:00:00.000Z", place: "Kyiv", channel: $channel, number: "000/00-1", signer: "SPECIMEN Person"}
    + if $party then {party: $party} else {} end)}' >"$work/recorded.json"
}

to_concurrence() {
  step clerk submit
  step lawyer approve
}

to_signing() {
  to_concurrence
  step mfa concur.mfa
  step development concur.development
  step translator certify
  step lawyer close
}

sign() { # NAME PARTY
  as "$1" sign "$id" --key "$office/demonstration/$1.p12" --key-password-fd 4 --party "$2"
}

log_in() { # NAME
  jar=$work/cookies-$1
  curl -sf -o /dev/null -c "$jar" --data-urlencode "name=$1" --data-urlencode "password=$password" "$url/login"
  grep -q chancery "$jar" || fail "$1 is not logged in"
  csrf=$(curl -sf -b "$jar" "$url/account" | grep -o 'name="csrf" value="[^"]*"' | head -n 1 | cut -d '"' -f 4)
}
