#!/usr/bin/env bash
# Documents go out as Akoma Ntoso: a file for each language and one for all, valid by the schema, before and after the freeze.
source "$(dirname "$0")/lib.sh"

schema=$source_folder/../shared/schemas/akoma-ntoso/akomantoso30_os.xsd
valid() { # FILE…
  if [[ ! -e $schema ]]; then
    echo "skipped: $schema is not here" >&2
  elif ! command -v xmllint >/dev/null; then
    echo 'skipped: xmllint is not here' >&2
  else
    xmllint --noout --nonet --schema "$schema" "$@" >"$out" 2>"$err" || fail "not valid: $(tail -n 5 "$err")"
  fi
}
exported() { # FOLDER PERSON
  as "$2" document export "$id" "$work/$1" --akoma-ntoso
  valid "$work/$1"/*.xml
}

demonstration

# A memorandum, first with open number, then with the number of the journal.
begin
exported draft clerk
is 'memorandum.akn.xml memorandum.en.akn.xml memorandum.uk.akn.xml' \
  "$(ls "$work/draft" | xargs)"
to_signing
exported frozen clerk
as clerk document show "$id"
number=$(json .number)
main=$work/frozen/memorandum
has "$(<"$main.uk.akn.xml")" "<FRBRnumber value=\"$number\""
has "$(<"$main.uk.akn.xml")" 'Єлизавета Ґалаґан'
has "$(<"$main.uk.akn.xml")" '/akn/ontology/event/approve'
has "$(<"$main.en.akn.xml")" 'FRBRtranslation'
has "$(<"$main.akn.xml")" '<documentCollection'
is 2 "$(grep -o '<component ' "$main.akn.xml" | wc -l)" 'a component for each language'
[[ $(<"$main.uk.akn.xml") != *'{doc_no}'* ]] || fail 'the number is still open'
exported again clerk
diff -r "$work/frozen" "$work/again" || fail 'not the same twice'
[[ $(<"$work/draft/memorandum.uk.akn.xml") != *FRBRnumber* ]] || fail 'a draft has no number'

# Every kind that the library has, in all its languages.
kinds=(appeal_fr:appeal-ile-de-france appeal_it:appeal-tuscany declaration:declaration-summit note_verbale:note_verbale-embassy
  full_powers:full_powers-utah certified_translation:certified_translation-en annex:annex-public)
for kind in "${kinds[@]}"; do
  as clerk document new --workflow four-stages --template "${kind%:*}" \
    --data "$source_folder/templates/demonstration/${kind#*:}.json"
  id=$(json .document)
  exported "${kind%:*}" clerk
  is 3 "$(ls "$work/${kind%:*}" | wc -l)" "${kind%:*} has two languages and the collection of both"
done
has "$(<"$work/appeal_fr/appeal.fr.akn.xml")" '<statement name="appeal"'
has "$(<"$work/annex/annex.uk.akn.xml")" '<doc name="annex"'

# What is not known is not exported.
id=00000000000000000000000000000000
as_person 3 clerk document export "$id" "$work/nothing" --akoma-ntoso
[[ ! -e $work/nothing ]] || fail 'a folder for nothing'
