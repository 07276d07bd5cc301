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
