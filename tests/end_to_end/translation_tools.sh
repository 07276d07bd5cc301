#!/usr/bin/env bash
# A memorandum goes out as XLIFF and comes back: by hand, through OmegaT, through the translate-toolkit; nothing is lost.
source "$(dirname "$0")/lib.sh"

template=$source_folder/templates/memorandum_of_understanding.docx
data=$source_folder/templates/demonstration/kyiv-washington.json
run 0 template fill "$template" --data "$data" -o "$work/memorandum.docx"
columns=(--columns uk,en)

run 0 translation export "$work/memorandum.docx" "${columns[@]}" -o "$work/out.xlf"
xmllint --noout "$work/out.xlf" || fail 'the XLIFF is not well-formed'
run 0 translation export "$work/memorandum.docx" "${columns[@]}" --xliff 1.2 -o "$work/out12.xlf"
segments=$(grep -c '<trans-unit' "$work/out12.xlf")
((segments > 40)) || fail "only $segments segments"
run 1 --json translation status "$work/memorandum.docx" "${columns[@]}" --entries "$work/none.json"
is "$segments" "$(wc -l <"$out")"

# By hand: every target says EN and the source. A planted mistake in a code or a source changes nothing.
sed -E 's,<target state="new">,<target state="translated">EN ,' "$work/out12.xlf" >"$work/back.xlf"
run 0 --json translation import "$work/memorandum.docx" "$work/back.xlf" "${columns[@]}" --entries "$work/entries.json"
is "$segments" "$(jq -s 'map(select(.outcome == "taken")) | length' "$out")"
run 0 --json translation import "$work/memorandum.docx" "$work/back.xlf" "${columns[@]}" --entries "$work/entries.json"
is "$segments" "$(jq -s 'map(select(.outcome == "unchanged")) | length' "$out")"
run 0 translation export "$work/memorandum.docx" "${columns[@]}" --entries "$work/entries.json" -o "$work/again.xlf"
is "$segments" "$(grep -c 'state="translated"' "$work/again.xlf")"

# Another document's file, other languages, doubled ids, an older version's file.
run 6 translation import "$work/memorandum.docx" "$work/back.xlf" "${columns[@]}" --document other --entries "$work/x.json"
run 6 translation import "$work/memorandum.docx" "$work/back.xlf" "${columns[@]}" --to fr --entries "$work/x.json"
awk '/<trans-unit/ && !first { first = $0 } /<trans-unit/ { print first; next } { print }' "$work/back.xlf" >"$work/doubled.xlf"
run 6 translation import "$work/memorandum.docx" "$work/doubled.xlf" "${columns[@]}" --entries "$work/x.json"
jq '.purpose.uk = "Метою Меморандуму є добра співпраця."' "$data" >"$work/later.json"
mkdir "$work/later"
run 0 template fill "$template" --data "$work/later.json" -o "$work/later/memorandum.docx"
run 1 --json translation import "$work/later/memorandum.docx" "$work/back.xlf" "${columns[@]}" --entries "$work/later.entries"
is 1 "$(jq -s 'map(select(.outcome == "source_changed" or .outcome == "unknown")) | length' "$out")"
is "$((segments - 1))" "$(jq -s 'map(select(.outcome == "taken")) | length' "$out")"

through_omegat() {
  local project=$work/omegat
  mkdir -p "$project"/{source,target,tm/auto,glossary,dictionary,omegat}
  cp "$work/out12.xlf" "$project/source/memorandum.xlf"
  cat >"$project/omegat.project" <<'XML'
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0"><source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file><dictionary_dir>__DEFAULT__</dictionary_dir><source_lang>uk</source_lang><target_lang>en</target_lang><sentence_seg>false</sentence_seg><support_default_translations>true</support_default_translations><remove_tags>false</remove_tags></project></omegat>
XML
  # What a translator would have typed: a memory with every segment, in OmegaT's own way of writing codes.
  /usr/bin/python3 - "$work/out12.xlf" "$project/tm/auto/all.tmx" <<'PY'
import re, sys
text = open(sys.argv[1], encoding="utf-8").read()
def shortcuts(source):
    number, names = 0, {}
    def code(match):
        nonlocal number
        close, name, attributes, empty = match.groups()
        if close:
            return "&lt;/%s&gt;" % names[name].pop()
        short = name[0] + str(number); number += 1
        if empty:
            return "&lt;%s/&gt;" % short
        names.setdefault(name, []).append(short)
        return "&lt;%s&gt;" % short
    return re.sub(r"<(/?)(g|x)([^<>]*?)(/?)>", code, source)
with open(sys.argv[2], "w", encoding="utf-8") as out:
    out.write('<tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" srclang="uk" datatype="plaintext"/><body>')
    for source in re.findall(r"<trans-unit.*?<source>(.*?)</source>", text, re.S):
        coded = shortcuts(source)
        out.write('<tu><tuv xml:lang="uk"><seg>%s</seg></tuv><tuv xml:lang="en"><seg>EN %s</seg></tuv></tu>' % (coded, coded))
    out.write("</body></tmx>")
PY
  timeout 300 omegat --mode=console-translate "--config-dir=$work/omegat-config" "$project" >"$work/omegat.log" 2>&1 || fail "OmegaT: $(tail -5 "$work/omegat.log")"
  run 0 --json translation import "$work/memorandum.docx" "$project/target/memorandum.xlf" "${columns[@]}" --entries "$work/omegat.json"
  is "$segments" "$(jq -s 'map(select(.outcome == "taken")) | length' "$out")" 'segments that came back from OmegaT'
}

through_toolkit() {
  /usr/bin/python3 - "$work/out12.xlf" "$work/toolkit.xlf" <<'PY'
import copy, sys
from translate.storage import factory
store = factory.getobject(sys.argv[1])
def prefix(element):
    element.sub = ["EN " + one if isinstance(one, str) else (prefix(one) or one) for one in element.sub]
for unit in store.units:
    target = copy.deepcopy(unit.rich_source)
    for element in target:
        prefix(element)
    unit.rich_target = target
open(sys.argv[2], "wb").write(bytes(store))
PY
  run 0 --json translation import "$work/memorandum.docx" "$work/toolkit.xlf" "${columns[@]}" --entries "$work/toolkit.json"
  is "$segments" "$(jq -s 'map(select(.outcome == "taken")) | length' "$out")" 'segments that came back from the translate-toolkit'
}

if command -v omegat >/dev/null; then through_omegat; else echo 'OmegaT is not here: its round was skipped' >&2; fi
if /usr/bin/python3 -c 'import translate.storage' 2>/dev/null; then through_toolkit; else echo 'the translate-toolkit is not here: its round was skipped' >&2; fi
