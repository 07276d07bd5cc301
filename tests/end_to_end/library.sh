#!/usr/bin/env bash
# The templates that come with the program: checked and filled by it, opened by LibreOffice, taken by an office.
source "$(dirname "$0")/lib.sh"

templates=$source_folder/templates
specimens=(
  memorandum_of_understanding:kyiv-washington memorandum_of_understanding_uk:kyiv-utah memorandum_of_understanding_en:kyiv-utah
  appeal:appeal-washington appeal:appeal-utah appeal_fr:appeal-ile-de-france appeal_it:appeal-tuscany
  appeal_uk:appeal-utah appeal_en:appeal-utah
  declaration:declaration-summit declaration_uk:declaration-summit declaration_en:declaration-summit
  note_verbale:note_verbale-embassy note_verbale_uk:note_verbale-embassy note_verbale_en:note_verbale-embassy
  full_powers:full_powers-utah full_powers_uk:full_powers-utah full_powers_en:full_powers-utah
  annex:annex-public annex:annex-designated annex_uk:annex-public annex_en:annex-designated
  certified_translation:certified_translation-en certified_translation_from_en:certified_translation-from-en
  certified_translation_fr:certified_translation-fr certified_translation_it:certified_translation-it
)

for form in "$templates"/*.docx; do
  run 0 template check "$form"
  is '' "$(<"$out")$(<"$err")" "$(basename "$form") has no finding"
done

# As after the freeze: with number and date. The same twice gives the same bytes.
mkdir "$work/filled"
for specimen in "${specimens[@]}"; do
  form=${specimen%:*} data=${specimen#*:}
  jq '. + {doc_no: "01-12/345", doc_date: "2026-11-21"}' "$templates/demonstration/$data.json" >"$work/data.json"
  filled=$work/filled/$form-$data.docx
  run 0 template fill "$templates/$form.docx" --data "$work/data.json" -o "$filled"
  run 0 template fill "$templates/$form.docx" --data "$work/data.json" -o "$work/again.docx"
  cmp "$filled" "$work/again.docx" || fail "$specimen is not filled the same twice"
done

if command -v soffice >/dev/null; then
  soffice "-env:UserInstallation=file://$work/libreoffice" --headless --convert-to pdf --outdir "$work/pdf" "$work"/filled/*.docx \
    >"$out" 2>"$err" || fail "LibreOffice: $(<"$err")"
  for filled in "$work"/filled/*.docx; do
    pdf=$work/pdf/$(basename "$filled" .docx).pdf
    pages=$(grep -ac '/Type */Page\b' "$pdf") || fail "$(basename "$filled") does not open in LibreOffice"
    ((pages >= 1 && pages <= 6)) || fail "$(basename "$filled") has $pages pages"
  done
else
  echo 'skipped: LibreOffice is not here' >&2
fi

demonstration
for specimen in "${specimens[@]}"; do
  as clerk document new --template "${specimen%:*}" --data "$templates/demonstration/${specimen#*:}.json"
  id=$(json .document)
  as clerk document show "$id"
  is true "$(json .specimen)" "$specimen is a specimen"
  languages=$(jq '.languages | length' "$templates/${specimen%:*}.json")
  is "$languages" "$(json '[.sections[].name | select(startswith("source") or startswith("translation:"))] | length')" \
    "$specimen has a section for each language"
done
