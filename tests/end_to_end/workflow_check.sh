# Charts are proved, refused and replayed by the program; the published suites run through `simulate --lenient`.
source "$(dirname "$0")/lib.sh"

for chart in "$source_folder"/workflows/*.scxml; do
  run 0 --json workflow check "$chart"
  is proved "$(json .result)" "$chart"
done

# Every planted defect is named; its way is replayed to the configuration that was named.
planted=$source_folder/tests/unit/workflow/planted
for chart in "$planted"/*.scxml; do
  expected=$(sed -n '1s/.*finds: *//p' "$chart" | tr ' ' '\n' | sed '/^$/d' | sort -u)
  run "$([[ -z $expected ]] && echo 0 || echo 1)" --json workflow check "$chart"
  is "$expected" "$(jq -r '.problems[].code' "$out" | sort -u)" "$(basename "$chart")"
done
run 1 --json workflow check "$planted/author_approves.scxml"
jq '.problems[0]' "$out" >"$work/way.json"
run 0 --json workflow simulate "$planted/author_approves.scxml" --replay "$work/way.json"
is "$(jq -c .configuration "$work/way.json")" "$(tail -n 1 "$out" | jq -c .configuration)" 'the way leads elsewhere'

# Regions that explode are not fully explored; what is no chart is bad input.
{
  echo '<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="null"><parallel id="p"><transition event="end" target="f"/>'
  for i in {1..14}; do
    echo "<state id=\"r$i\"><state id=\"a$i\"><transition event=\"e$i\" target=\"b$i\"/></state>"
    echo "<state id=\"b$i\"><transition event=\"e$i\" target=\"a$i\"/></state></state>"
  done
  echo '</parallel><final id="f"/></scxml>'
} >"$work/exploding.scxml"
run 8 --json workflow check "$work/exploding.scxml"
is not_fully_explored "$(json .result)"
echo '<state xmlns="http://www.w3.org/2005/07/scxml"/>' >"$work/none.scxml"
run 6 workflow check "$work/none.scxml"

# A walk without a document, and an event that no course takes.
run 0 --json workflow simulate "$source_folder/workflows/memorandum.scxml" --event submit --event approve
run 4 --json workflow simulate "$source_folder/workflows/memorandum.scxml" --event approve

for suite in xpath null; do
  folder=$source_folder/../shared/suites/scxml-irp/$suite
  if [[ ! -d $folder ]]; then
    echo "skipped: there is no $folder" >&2
    continue
  fi
  while read -r chart; do
    run 0 --json workflow simulate "$folder/$chart" --lenient
    is pass "$(tail -n 1 "$out" | jq -r '.configuration[0]')" "$suite/$chart"
  done <"$folder/SUITE.txt"
done
