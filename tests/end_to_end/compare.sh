#!/usr/bin/env bash
# Two versions of a memorandum are compared on the command line; LibreOffice opens what comes out, of the published pairs too.
source "$(dirname "$0")/lib.sh"

template=$source_folder/templates/memorandum_of_understanding.docx
data=$source_folder/templates/demonstration/kyiv-washington.json

run 0 template fill "$template" --data "$data" -o "$work/old.docx"
jq '.purpose.uk |= sub("сталі партнерські"; "тривалі й сталі партнерські") | .recitals |= (.[1:] + .[:1])' "$data" >"$work/data.json"
run 0 template fill "$template" --data "$work/data.json" -o "$work/new.docx"

run 0 --json compare "$work/old.docx" "$work/new.docx" -o "$work/redline.docx" --html "$work/page.html" --author 'Ярина Зразкова' --date 2026-01-02
is false "$(json .equal)"
is false "$(json .whole_paragraphs)"
is 'тривалі й ' "$(json '[.paragraphs[].stretches[] | select(.kind == "added" and (.text | startswith("тривалі"))) | .text][0]')"
has "$(cat "$work/page.html")" '<ins>тривалі й '

# Same input, same bytes; equal documents; words for people in both languages.
run 0 compare "$work/old.docx" "$work/new.docx" -o "$work/again.docx" --author 'Ярина Зразкова' --date 2026-01-02 --language uk
cmp "$work/redline.docx" "$work/again.docx" || fail 'the same input gave other bytes'
has "$(cat "$out")" '{+тривалі й +}'
run 0 --json compare "$work/old.docx" "$work/old.docx"
is true "$(json .equal)"
run 0 --language uk compare "$work/old.docx" "$work/old.docx"
has "$(cat "$out")" 'Документи однакові.'
# A marked-up document compared with the new one: its changes are accepted first, and nothing is left.
run 0 --json compare "$work/redline.docx" "$work/new.docx"
is true "$(json .equal)"
is true "$(json '.accepted.old > 0')"

# Bad input: not there, not a document, damaged.
run 3 compare "$work/none.docx" "$work/new.docx"
run 6 compare "$data" "$work/new.docx"
head -c 4000 "$work/old.docx" >"$work/cut.docx"
run 6 compare "$work/cut.docx" "$work/new.docx"
run 2 compare "$work/old.docx"
run 6 compare "$work/old.docx" "$work/new.docx" --date tomorrow

if ! command -v soffice >/dev/null; then
  echo 'LibreOffice is not here: whether it opens the results was not tried' >&2
  exit 0
fi
mkdir "$work/redlines"
cp "$work/redline.docx" "$work/redlines/memorandum.docx"
pairs=$CHANCERY_SUITES/docx/redline
if [[ -d $pairs ]]; then
  for old in "$pairs"/*.docx; do
    group=$(basename "$old"); group=${group%%-*}
    for new in "$pairs/$group"-*.docx; do
      [[ $old == "$new" ]] && continue
      run 0 --json compare "$old" "$new" -o "$work/redlines/$(basename "$old" .docx)--$(basename "$new")"
    done
  done
else
  echo 'the published pairs are not beside this checkout: skipped' >&2
fi
soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to txt:Text --outdir "$work/read" "$work"/redlines/*.docx >/dev/null 2>&1 ||
  fail 'LibreOffice did not open the results'
is "$(ls "$work/redlines" | wc -l)" "$(ls "$work/read" | wc -l)" 'LibreOffice opened not all of the results'
[[ -z $(find "$work/read" -size 0) ]] || fail "LibreOffice read nothing from $(find "$work/read" -size 0)"
