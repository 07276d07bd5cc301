#!/usr/bin/env bash
# A bilingual memorandum agrees with itself through three rounds of edits; a planted wrong date, amount and name is found each time,
# and a changed source makes its translation stale.
source "$(dirname "$0")/lib.sh"

template=$source_folder/templates/memorandum_of_understanding.docx
cp "$source_folder/templates/demonstration/kyiv-washington.json" "$work/data.json"
columns=(--columns uk,en)
fill() { run 0 template fill "$template" --data "$work/$1.json" -o "$work/$1.docx"; } # NAME
edit() { jq "$1" "$work/data.json" >"$work/$2.json"; }                              # FILTER NAME
findings() { jq -rs 'map(.rule) | unique | join(" ")' "$out"; }

edit '.purpose.uk += " Перший внесок у сумі 10 000 доларів США сплачують до 1 травня 2027 року." | .purpose.en += " The first contribution of 10,000 US dollars is paid by 1 May 2027."' base
cp "$work/base.json" "$work/data.json"
fill data
run 0 --json translation check "$work/data.docx" "${columns[@]}" --names "$work/data.json"
is '' "$(cat "$out")" 'the demonstration memorandum agrees with itself'

for round in 1 2 3; do
  edit ".purpose.uk |= sub(\"внесок у сумі\"; \"щорічний внесок у сумі\") | .purpose.en |= sub(\"contribution of\"; \"yearly contribution of\")" data.next
  cp "$work/data.next.json" "$work/data.json"
  fill data
  run 0 --json translation check "$work/data.docx" "${columns[@]}" --names "$work/data.json"
  edit '.purpose.en |= sub("1 May 2027"; "1 March 2027")' wrong_date
  edit '.purpose.en |= sub("10,000 US dollars"; "100,000 US dollars")' wrong_amount
  edit '.purpose.en |= sub("Kyiv Region"; "Kharkiv Region")' wrong_name
  for planted in date:dates amount:amounts name:names; do
    fill "wrong_${planted%%:*}"
    run 1 --json translation check "$work/wrong_${planted%%:*}.docx" "${columns[@]}" --names "$work/data.json"
    has "$(findings)" "review.${planted##*:}"
  done
done

# A translation of every segment is complete; the source changes, and what was made from it is stale.
run 0 translation export "$work/data.docx" "${columns[@]}" --xliff 1.2 -o "$work/out.xlf"
sed -E 's,<target state="new">,<target state="translated">EN ,' "$work/out.xlf" >"$work/back.xlf"
run 0 translation import "$work/data.docx" "$work/back.xlf" "${columns[@]}" --entries "$work/entries.json"
run 1 --json translation status "$work/data.docx" "${columns[@]}" --entries "$work/entries.json"
is translated "$(jq -rs 'map(.state) | unique | join(" ")' "$out")"

# Warnings of a profile, each with its source, in the language of the person.
run 0 --language uk translation check "$work/data.docx" "${columns[@]}" --names "$work/data.json" --profile us_state
run 3 translation check "$work/data.docx" "${columns[@]}" --profile nothing
