#!/usr/bin/env bash
# The template commands: check with an annotated copy, fill one and many, read back, inspect, render.
source "$(dirname "$0")/lib.sh"

form=$source_folder/templates/memorandum_of_understanding.docx
data=$source_folder/templates/demonstration/kyiv-washington.json
jq '. + {doc_no: "7", doc_date: "2026-11-21"}' "$data" >"$work/data.json"

# One document, by both of its hashes, the same one each time.
run 0 --json template fill "$form" --data "$work/data.json" -o "$work/one.docx"
first=$(json .content)
is "$(sha256sum "$work/one.docx" | cut -d' ' -f1)" "$(json .sha256)"
run 0 --json template fill "$form" --data "$work/data.json" -o "$work/two.docx"
is "$(json .content)" "$first"
cmp "$work/one.docx" "$work/two.docx"

# Every mistake at once, and a copy with a comment at each place.
jq 'del(.title) | .titel = "x"' "$work/data.json" >"$work/wrong.json"
run 6 template fill "$form" --data "$work/wrong.json" -o "$work/none.docx"
[[ ! -e $work/none.docx ]] || fail 'a wrong document was written'
has "$(cat "$err")" titel
mkdir "$work/broken" && (cd "$work/broken" && unzip -q "$form" && sed -i 's/{title.uk}/{titel.uk} }/' word/document.xml && zip -qXr ../broken.docx .)
cp "${form%.docx}.json" "$work/broken.json"
run 1 --json template check "$work/broken.docx" --annotated "$work/annotated.docx"
has "$(jq -r .code <"$out")" unknown_field
has "$(jq -r .code <"$out")" stray_brace
has "$(jq -r .suggestion <"$out")" title.uk
has "$(unzip -p "$work/annotated.docx" word/comments.xml)" Chancery

# Many documents: the same bytes for one worker and for many; a wrong row is told and leaves none.
for row in 1 2 3 4 5 6 7 8 9; do jq -c --arg n "$row" '.doc_no = $n' "$work/data.json"; done >"$work/rows.jsonl"
echo '{"title":' >>"$work/rows.jsonl"
jq -c 'del(.title)' "$work/data.json" >>"$work/rows.jsonl"
run 6 --json template fill "$form" --data "$work/rows.jsonl" -o "$work/many" --jobs 4
is "$(jq -s -r 'map(.row) | unique | join(",")' <"$out")" 10,11
run 6 template fill "$form" --data "$work/rows.jsonl" -o "$work/single" --jobs 1
is "$(ls "$work/many" | wc -l)" 9
diff -r "$work/many" "$work/single"

# What people read, and what a document holds beside it.
run 0 template render "$work/one.docx"
has "$(cat "$out")" 'МЕМОРАНДУМ'
run 0 template inspect "$work/one.docx"
run 0 --json template read "$work/one.docx"
is "$(json .)" '{}'
run 0 --json template fields "$form"
is "$(json '.properties.title."x-type"')" translated_text
if command -v soffice >/dev/null; then
  run 0 template render "$work/one.docx" -o "$work/one.pdf"
  is "$(head -c 5 "$work/one.pdf")" %PDF-
fi

# An XML template takes the same data, by the same rules.
entry=$source_folder/templates/register_entry.xml
description=$source_folder/templates/memorandum_of_understanding.json
run 0 --json template check "$entry" --description "$description"
is unused_field "$(jq -r .code <"$out" | sort -u)" 'a register entry says less than a memorandum, and nothing wrong'
run 0 --json template fill "$entry" --description "$description" --data "$work/data.json" -o "$work/entry.xml"
is "$(sha256sum "$work/entry.xml" | cut -d' ' -f1)" "$(json .sha256)"
has "$(<"$work/entry.xml")" 'number="7"'
has "$(<"$work/entry.xml")" 'Київська обласна державна адміністрація'
[[ $(<"$work/entry.xml") != *urn:chancery:template* ]] || fail 'a block is left'
run 0 template fill "$entry" --description "$description" --data "$work/data.json" -o "$work/again.xml"
cmp "$work/entry.xml" "$work/again.xml"
sed 's/{title.uk}/{titel.uk}/; s/of="areas"/of="araes"/' "$entry" >"$work/broken.xml"
run 1 --json template check "$work/broken.xml" --description "$description"
is 'areas areas.kind title.uk' "$(jq -r 'select(.severity == "error").suggestion' <"$out" | sort | xargs)"
has "$(jq -r .part <"$out")" broken.xml:
run 6 template fill "$work/broken.xml" --description "$description" --data "$work/data.json" -o "$work/none.xml"
[[ ! -e $work/none.xml ]] || fail 'a wrong document was written'
run 6 template check "$entry" --annotated "$work/none.docx"
one_message XML
run 6 template fill "$entry" --data "$work/rows.jsonl" -o "$work/none.xml"
one_message XML

# A clause of the library stands in a template by its name and the hash of its version, also in an office.
form=$work/clause.docx
mkdir -p "$work/clause/_rels" "$work/clause/word"
cat >"$work/clause/[Content_Types].xml" <<'XML'
<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>
XML
cat >"$work/clause/_rels/.rels" <<'XML'
<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>
XML
cat >"$work/clause/word/document.xml" <<'XML'
<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{title}</w:t></w:r></w:p><w:p><w:r><w:t>{&gt;financing}</w:t></w:r></w:p></w:body></w:document>
XML
(cd "$work/clause" && zip -qXr "$form" .)
pinned=$(jq -cSj . "$source_folder/templates/clauses/financing.json" | sha256sum | cut -d' ' -f1)
describe() { # HASH
  jq -n --arg hash "$1" '{name: {uk: "Угода", en: "Covenant"}, kind: "covenant", languages: ["uk"], columns: [],
    clauses: {financing: $hash}, fields: [{path: "title", type: "text", required: true, label: {uk: "Назва", en: "Title"}}]}'
}
describe "$pinned" >"$work/clause.json"
run 0 template check "$form"
is '' "$(<"$out")$(<"$err")"
demonstration
as administrator template publish "$form"
jq -n '{title: "УГОДА про Ґрунти"}' >"$work/values.json"
as clerk document new --workflow four-stages --template clause --data "$work/values.json"
id=$(json .document)
as clerk document export "$id" "$work/with-clause"
run 0 template render "$work/with-clause/covenant.docx"
jq -r '.text.uk | if type == "array" then .[] else . end' "$source_folder/templates/clauses/financing.json" >"$work/paragraphs"
is "$(echo 'УГОДА про Ґрунти' | cat - "$work/paragraphs")" "$(<"$out")"

# With another hash it is another clause, here and there.
describe "$(echo another | sha256sum | cut -d' ' -f1)" >"$work/clause.json"
run 1 --json template check "$form"
has "$(<"$out")" "$pinned"
denied 6 '' administrator template publish "$form"
