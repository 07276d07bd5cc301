#!/usr/bin/env bash
# What people get wrong on the command line, and what the program must not get wrong then: nothing is done, or done to the end, and
# the answer is an answer.
source "$(dirname "$0")/lib.sh"

demonstration
begin kyiv-utah
first=$id

# A kind of document goes its own way when nobody names one.
as clerk document new --template appeal --data "$source_folder/templates/demonstration/appeal-utah.json"
appeal=$(json .document)
as clerk document show "$appeal"
is appeal "$(json .kind)"
as clerk document actions "$appeal"
has "$(<"$out")" submit
denied 4 memorandum clerk document new --template appeal --workflow memorandum \
  --data "$source_folder/templates/demonstration/appeal-utah.json"

# A revision that nobody can have seen, and bytes that are no text.
run 2 --office "$office" --as clerk --password-fd 3 document advance "$first" submit --revision -1 3<<<"$password"
# Great and small letters are the same in both alphabets; every word has to be there.
as clerk document list --text 'щодо'
small=$(<"$out")
differs '' "$small" 'the word of the titles is found'
as clerk document list --text 'ЩОДО'
is "$small" "$(<"$out")" 'great letters find what small ones find'
as clerk document list --text 'щодо їжаків'
is '' "$(<"$out")" 'a word that is nowhere finds nothing'
run 2 --office "$office" --language uk document list --text $'\xff'
has "$(<"$err")" 'UTF-8'

# A template with its tags is no text of a document.
denied 4 "{" clerk document attach "$first" "$source_folder/templates/appeal.docx" --as text:uk

# A ledger that somebody knows by another key.
as auditor ledger checkpoint
own=$(json .verifier_key)
as auditor ledger verify --verifier-key "$own"
is OK "$(json .result)"
run 0 init "$work/other" --demo
foreign=$("$program" --office "$work/other" ledger checkpoint --json | jq -r .verifier_key)
run 8 --office "$office" --as auditor --password-fd 3 --json ledger verify --verifier-key "$foreign" 3<<<"$password"
is UNVERIFIABLE "$(json .result)"
run 6 --office "$office" --as auditor --password-fd 3 --json ledger verify --verifier-key nonsense 3<<<"$password"

# Of several documents none is filed when one is not there.
as clerk dossier new "$first" --title-uk 'ЗРАЗОК Ґ'
dossier=$(json .id)
run 3 --office "$office" --as clerk --password-fd 3 --json dossier add "$dossier" "$appeal" "$(printf '0%.0s' {1..32})" 3<<<"$password"
as clerk document show "$appeal"
is null "$(jq -c .dossier "$out")"
denied 5 ЗРАЗОК clerk dossier new "$first" --title-uk 'ЗРАЗОК Є'

# An office whose anchor was emptied does not go on as if nothing had been.
: >"$office/anchor"
run 1 --office "$office" --as administrator --password-fd 3 --json doctor 3<<<"$password"
has "$(<"$out")" engine.anchor_gone
run 7 --office "$office" --as clerk --password-fd 3 --json document advance "$first" submit 3<<<"$password"

# What the file system refuses is said in words.
run 7 --office "$office" --language uk --as auditor --password-fd 3 ledger export /proc/none 3<<<"$password"
has "$(<"$err")" 'неможливо використати'
