#!/usr/bin/env bash
# An appeal from draft to its partner: translation, signatures, the letter that takes it out, and the way that somebody recorded.
source "$(dirname "$0")/lib.sh"

run 0 workflow check "$source_folder/workflows/appeal.scxml"
demonstration

# `init --demo` has played four appeals into one dossier, each at another stage.
as clerk dossier list
dossier=$(json .id)
as clerk dossier show "$dossier"
is 4 "$(json '.documents | length')"
is 4 "$(json '[.documents[].stage[]] | unique | length')" 'four stages'
is 'appeal' "$(json '[.documents[].kind] | unique | join(" ")')"
for id in $(json '.documents[].id'); do
  as clerk document show "$id"
  has "$(json '[.texts[].language] | join(" ")')" uk
done

new_appeal() {
  as clerk document new --workflow appeal --template "$1" --data "$source_folder/templates/demonstration/$2.json"
  id=$(json .document)
}
to_be_sent() {
  step clerk submit
  step lawyer approve
  step translator certify
  step lawyer close
  sign head 1
  sign partner 2
  sign partner2 3
}

# In French: by letter. What lies in the mail folder is the letter whose hash the ledger has.
new_appeal appeal_fr appeal-ile-de-france
as clerk document show "$id"
is 'uk fr' "$(json '[.texts[].language] | join(" ")')"
to_be_sent
denied 6 'e-mail address' clerk document dispatch "$id" --to 'nobody'
as clerk document dispatch "$id" --to 'ЗРАЗОК Ґ <paris@example.org>' --to second@example.org
serve
sent() { as clerk document show "$id" && jq -e '.dispatches[0].sent' "$out" >/dev/null; }
within 20 sent || fail 'the letter was not sent'
as clerk document show "$id"
is 'paris@example.org second@example.org' "$(json '[.dispatches[0].to[].address] | join(" ")')"
letter=$office/outgoing/$(ls "$office/outgoing" | grep "^$id")
is "$(json '.dispatches[0].file.sha256')" "$(sha256sum "$letter" | cut -d ' ' -f 1)" 'the letter that the ledger knows'
perl -MMIME::Base64 -e '
  local $/; my $letter = <STDIN>;
  my ($boundary) = $letter =~ /boundary="([^"]+)"/ or die "no boundary";
  for my $part (split /--\Q$boundary\E(?:--)?\r\n/, $letter) {
    my ($name) = $part =~ /filename\*=UTF-8\x27\x27(\S+)\r\n/ or next;
    my ($body) = $part =~ /\r\n\r\n(.*)/s or die;
    open my $out, ">:raw", "$ARGV[0]/$name" or die; print $out decode_base64($body);
  }' "$work" <"$letter"
run 0 verify --json --trust "$office/trust" "$work/appeal.asice"
as clerk document show "$id"
is "$(json .container.sha256)" "$(sha256sum "$work/appeal.asice" | cut -d ' ' -f 1)" 'the container of the letter'
stop || fail "the server ended with an error: $(tail "$work/serve.err")"
step clerk archive

# In Italian: carried by hand, recorded by one and attested by another.
new_appeal appeal_it appeal-tuscany
to_be_sent
letter 'SPECIMEN: Regione Toscana' courier
step clerk record.dispatch --data "$work/recorded.json" --file "$work/scan.txt"
denied 4 'second person' clerk document advance "$id" attest.dispatch
step clerk2 attest.dispatch
as clerk document show "$id"
is 'courier SPECIMEN: Regione Toscana' "$(json '.dispatches[0] | "\(.channel) \(.to[0].name)"')"
denied 4 '' clerk document advance "$id" withdraw
as auditor ledger verify
is OK "$(json .result)"
