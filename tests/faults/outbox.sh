#!/usr/bin/env bash
# `kill -9` of the server while letters go out: every letter that a step wrote arrives in the mail folder, once, also when a mail
# program takes each one away at once. 4 cycles, times CHANCERY_EFFORT.
source "$(dirname "$0")/../end_to_end/lib.sh"

cycles=$((4 * ${CHANCERY_EFFORT:-1}))
letters_each=6
RANDOM=${CHANCERY_SEED:-$$}
echo "CHANCERY_SEED=${CHANCERY_SEED:-$$}"

demonstration
mkdir "$work/taken"

# The mail program: takes what it sees, and says when it took the same letter twice.
take_letters() {
  while [[ -e $work/taking ]]; do
    for letter in "$office"/outgoing/*.eml; do
      [[ -e $letter ]] || continue
      [[ ! -e $work/taken/${letter##*/} ]] || echo "${letter##*/}" >>"$work/twice"
      mv "$letter" "$work/taken/"
    done
    sleep 0.01
  done
}

appeal() {
  as clerk document new --workflow appeal --template appeal --data "$source_folder/templates/demonstration/appeal-utah.json"
  id=$(json .document)
  step clerk submit
  step lawyer approve
  step translator certify
  step lawyer close
  sign head 1
  sign partner 2
  sign partner2 3
  as clerk document dispatch "$id" --to 'SPECIMEN <utah@example.org>'
}

serve
appeal
: >"$work/taking"
take_letters &
taker=$!
sent=2 # that of the demonstration, and the first one here
for ((cycle = 1; cycle <= cycles; cycle++)); do
  for ((number = 0; number < letters_each; number++)); do
    as clerk document dispatch "$id" --to 'SPECIMEN <utah@example.org>'
  done
  sent=$((sent + letters_each))
  sleep "0.$((RANDOM % 900 + 100))"
  kill -9 "$server"
  wait "$server" 2>/dev/null || true
  server=
  serve
done
all_taken() { (($(find "$work/taken" -name '*.eml' | wc -l) == sent)); }
within 30 all_taken || fail "$(find "$work/taken" -name '*.eml' | wc -l) of $sent letters arrived"
sleep 2 # another round would send what was forgotten to be sent
rm "$work/taking"
wait "$taker"
[[ ! -e $work/twice ]] || fail "sent twice: $(<"$work/twice")"
as clerk document show "$id"
is $((sent - 1)) "$(json '[.dispatches[] | select(.sent)] | length')"
stop || fail "the server ended with an error: $(tail "$work/serve.err")"
is OK "$(as auditor ledger verify && json .result)"
echo "$sent letters, $cycles kills"
