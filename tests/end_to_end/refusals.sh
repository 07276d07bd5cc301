#!/usr/bin/env bash
# Bad input, each kind once: one message with place and reason, the exit code of its kind, and the document as before.
source "$(dirname "$0")/lib.sh"

# What a person could see of the document, before and after.
shown() { as clerk document show "$id" && jq -S . "$out"; }
remember() { shown >"$work/before"; }
turned_down() { # STATUS PART NAME ARGUMENT…
  denied "$@"
  shown >"$work/after"
  cmp -s "$work/before" "$work/after" || fail "the document has changed: $(diff "$work/before" "$work/after")"
}

demonstration
begin
data=$source_folder/templates/demonstration/kyiv-utah.json
form=memorandum_of_understanding

# A stale revision.
as clerk document attach "$id" "$data" --as evidence
remember
turned_down 5 engine.revision_moved clerk document advance "$id" submit --revision 1

# A missing and an unknown field, a value of another kind, broken JSON; nothing is made.
as clerk document list
documents=$(wc -l <"$out")
jq 'del(.title.uk)' "$data" >"$work/missing.json"
turned_down 6 title clerk document new --template "$form" --data "$work/missing.json"
jq '. + {unheard_of: "x"}' "$data" >"$work/unknown.json"
turned_down 6 unheard_of clerk document new --template "$form" --data "$work/unknown.json"
jq '.parties = "x"' "$data" >"$work/kind.json"
turned_down 6 parties clerk document new --template "$form" --data "$work/kind.json"
head -c 300 "$data" >"$work/broken.json"
turned_down 6 broken.json clerk document new --template "$form" --data "$work/broken.json"
turned_down 3 missing_file.json clerk document new --template "$form" --data "$work/missing_file.json"
as clerk document list
is "$documents" "$(wc -l <"$out")" 'nothing was made'

# Wrong role, unknown event, unknown document, wrong password of a person.
turned_down 4 workflow.role mfa document advance "$id" submit
turned_down 4 workflow.no_such_event clerk document advance "$id" no.such.event
turned_down 3 rights.unknown clerk document show 00000000000000000000000000000000
run 4 --office "$office" --json --as lawyer --password-fd 3 document show "$id" 3<<<wrong-password-1
one_message people.log_in_failed

# A damaged DOCX, a damaged ZIP, a DOCTYPE in a DOCX.
as clerk document export "$id" "$work/texts"
docx=$(find "$work/texts" -name '*.docx' | head -n 1)
attach() { turned_down 6 "$1" clerk document attach "$id" "$2" --as text:en; }
head -c $(($(stat -c %s "$docx") / 2)) "$docx" >"$work/cut.docx"
attach cut.docx "$work/cut.docx"
cp "$docx" "$work/flipped.docx"
flip "$work/flipped.docx" $(($(stat -c %s "$docx") / 3))
attach flipped.docx "$work/flipped.docx"
echo 'no archive at all' >"$work/text.docx"
attach text.docx "$work/text.docx"
mkdir "$work/package"
unzip -q "$docx" -d "$work/package"
sed -i 's|^<?xml[^>]*?>|&<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>|' "$work/package/word/document.xml"
grep -q DOCTYPE "$work/package/word/document.xml" || fail 'there is no XML declaration to put a DOCTYPE after'
(cd "$work/package" && zip -q -X -D -r ../doctype.docx '[Content_Types].xml' .)
attach DOCTYPE "$work/doctype.docx"
sed -i 's|<!DOCTYPE.*\]>||; s|</w:body>|</w:bdoy>|' "$work/package/word/document.xml"
(cd "$work/package" && zip -q -X -D -r ../broken.docx '[Content_Types].xml' .)
attach word/document.xml "$work/broken.docx"
turned_down 3 no.docx clerk document attach "$id" "$work/no.docx" --as text:en

# Charts: not XML, a DOCTYPE, an unknown target; with the line.
chart=$source_folder/workflows/memorandum.scxml
broken_chart() { # STATUS LINE SED
  sed "$3" "$chart" >"$work/chart.scxml"
  run "$1" workflow check "$work/chart.scxml"
  has "$(cat "$out" "$err")" "$2"
  if grep -q 'chart.scxml:[0-9]*: [a-z_]*\.[a-z_]*' "$out"; then fail "a key instead of words: $(<"$out")"; fi
}
line=$(grep -n 'target="legal_review" w:role="clerk"' "$chart" | cut -d : -f 1)
broken_chart 6 '2' '2i <!DOCTYPE scxml>'
broken_chart 6 "$line" "${line}s/<transition/<transition </"
broken_chart 6 "$line" "${line}s/target=\"legal_review\"/target=\"nowhere\"/"

# A key with another command is a conflict, with the same command the same outcome.
as clerk document advance "$id" submit --revision 2 --key once
jq -S 'del(.receipt)' "$out" >"$work/once"
as clerk document advance "$id" submit --revision 2 --key once
jq -S 'del(.receipt)' "$out" | cmp -s "$work/once" || fail "the same command has another outcome: $(<"$out")"
remember
turned_down 5 engine.key_reused clerk document advance "$id" return --revision 2 --key once --comment x

# Four eyes: whoever wrote the document does not approve it, and nobody approves twice.
turned_down 4 rights.role clerk document advance "$id" approve
turned_down 4 workflow.comment_required lawyer document advance "$id" return
turned_down 4 engine.no_section lawyer document advance "$id" approve --revision 3
turned_down 5 engine.section_changed lawyer document advance "$id" approve --section "source=$(printf '0%.0s' {1..64})"
step lawyer approve
remember
turned_down 4 workflow. lawyer document advance "$id" approve
step mfa concur.mfa
remember
turned_down 4 workflow. mfa document advance "$id" concur.mfa
# With both roles, where the office allows them to one person, the author is still the author.
as_person 0 administrator user add author --family-uk Авторка --given-uk Проба --family-en Author --given-en Test \
  --system-user nobody --new-password-fd 4
as administrator user role author clerk --instrument test
both=0
"$program" --office "$office" --json --as administrator --password-fd 3 user role author legal_reviewer --instrument test \
  >"$out" 2>"$err" 3<<<"$password" || both=$?
if ((both == 0)); then
  reviewed=$id
  as author document new --template "$form" --data "$data"
  id=$(json .document)
  step author submit
  remember
  turned_down 4 rights.not_by_author author document advance "$id" approve
  id=$reviewed
else
  is 4 "$both"
  one_message rights.may_not_hold_both
fi

# Signing: a wrong key password, a certificate that has expired, a file that is no key; a manifest that is not the one.
step development concur.development
step translator certify
step lawyer close
remember
key=$office/demonstration/head.p12
key_password=wrong-password-1
turned_down 6 head.p12 head sign "$id" --key "$key" --key-password-fd 4 --party 1
key_password=
cp "$data" "$work/no-key.p12"
turned_down 6 no-key.p12 head sign "$id" --key "$work/no-key.p12" --key-password-fd 4 --party 1
printf '[ca]\ndefault_ca=one\n[one]\ndatabase=%s\nserial=%s\nnew_certs_dir=%s\ndefault_md=sha256\npolicy=any\nx509_extensions=use\n[any]\ncommonName=supplied\n[use]\nkeyUsage=critical,digitalSignature,nonRepudiation\n' \
  "$work/index" "$work/serial" "$work" >"$work/ca.conf"
: >"$work/index"
echo 01 >"$work/serial"
openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$work/old.key" -out "$work/old.csr" \
  -subj '/CN=Expired (SPECIMEN)' 2>"$work/openssl" || fail "$(<"$work/openssl")"
openssl ca -batch -config "$work/ca.conf" -selfsign -keyfile "$work/old.key" -in "$work/old.csr" -out "$work/old.pem" \
  -startdate 20200101000000Z -enddate 20210101000000Z -notext 2>"$work/openssl" || fail "$(<"$work/openssl")"
openssl pkcs12 -export -inkey "$work/old.key" -in "$work/old.pem" -out "$work/old.p12" -passout "pass:$password"
turned_down 6 'Expired (SPECIMEN)' head sign "$id" --key "$work/old.p12" --key-password-fd 4 --party 1
turned_down 5 engine.manifest_changed head sign "$id" --key "$key" --key-password-fd 4 --party 1 \
  --manifest "$(printf '0%.0s' {1..64})"
turned_down 4 engine.no_such_party head sign "$id" --key "$key" --key-password-fd 4 --party 9
sign head 1
remember
turned_down 4 engine.party_has_signed head sign "$id" --key "$key" --key-password-fd 4 --party 1
turned_down 4 workflow.no_such_event clerk document attach "$id" "$data" --as evidence

# A second writer: while another process holds the lock and no server answers, nothing is read or written.
exec 9<>"$office/lock"
flock 9
denied 7 "$office" clerk document show "$id"
denied 7 "$office" clerk document advance "$id" return --comment x
exec 9>&-
shown | cmp -s "$work/before" - || fail 'the document has changed'
# With a server the command line goes through its socket; a second server does not start.
serve
shown | cmp -s "$work/before" - || fail 'the server shows another document'
run 7 --office "$office" --json serve --listen "127.0.0.1:$(free_port)"
one_message "$office"

# The pages: unknown and missing fields of a command, a foreign form, and who has not logged in.
log_in clerk
api() { # STATUS PART BODY [CURL…]
  curl -s -o "$out" -w '%{http_code}' -b "$jar" -H "x-csrf-token: $csrf" -H 'content-type: application/json' \
    --data-binary "$3" "${@:4}" "$url/api/commands" >"$work/status"
  is "$1" "$(<"$work/status")" "$(<"$out")"
  has "$(<"$out")" "$2"
}
api 400 surprise "{\"document\": \"$id\", \"event\": \"return\", \"revision\": 3, \"surprise\": 1}"
api 400 event "{\"document\": \"$id\", \"revision\": 3}"
api 400 request '{"document": '
api 409 engine.revision_moved "{\"document\": \"$id\", \"event\": \"return\", \"revision\": 3, \"comment\": \"x\"}"
csrf=x api 403 server.foreign_form "{\"document\": \"$id\", \"event\": \"return\", \"revision\": 3}"
api 403 server.foreign_form "{\"document\": \"$id\", \"event\": \"return\", \"revision\": 3}" -H 'origin: http://elsewhere.example'
jar=/dev/null api 401 server.not_logged_in "{\"document\": \"$id\", \"event\": \"return\", \"revision\": 3}"
is 303 "$(curl -s -o "$out" -w '%{http_code}' "$url/documents")"
is 401 "$(curl -s -o "$out" -w '%{http_code}' --data-urlencode name=clerk --data-urlencode password=wrong "$url/login")"
shown | cmp -s "$work/before" - || fail 'the document has changed'
stop || fail "the server ended with an error: $(tail "$work/serve.err")"

# An office of a newer schema is left alone.
sqlite3 "$office/office.db" 'PRAGMA user_version' >"$work/schema"
sqlite3 "$office/office.db" 'PRAGMA user_version = 99'
denied 7 99 clerk document list
is 99 "$(sqlite3 "$office/office.db" 'PRAGMA user_version')"
sqlite3 "$office/office.db" "PRAGMA user_version = $(<"$work/schema")"
shown | cmp -s "$work/before" - || fail 'the document has changed'
as auditor ledger verify
is OK "$(json .result)"
