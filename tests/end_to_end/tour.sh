#!/usr/bin/env bash
# "The first ten minutes" of the README, run as they are written: every command on the command line, one after another, with the exit
# code that stands beside it or in the paragraph above (0 where none does), while the office is served.
source "$(dirname "$0")/lib.sh"

readme=$source_folder/README.md
office=$work/office
demonstration
serve

# A folder as a newcomer has it: the sources, the program where ./start builds it, the office that it made.
cd "$work"
ln -s "$source_folder/templates" templates
mkdir -p build/release/bin
ln -s "$program" build/release/bin/chancery

expected_of() { # COMMAND COMMENT PARAGRAPH
  if [[ $2 =~ ^([0-9]+): ]]; then
    echo "${BASH_REMATCH[1]}"
  elif [[ $3 == *'refused, with exit code 4'* ]]; then
    echo 4
  elif [[ $3 == *'(exit code 5)'* && $1 == *' --revision '* ]]; then
    echo 5
  else
    echo 0
  fi
}

tried=0 paragraph='' codes=
while IFS= read -r line; do
  if [[ -z $line ]]; then
    if [[ $codes == yes ]]; then paragraph='' codes=; fi
    continue
  fi
  if [[ $line != '    '* ]]; then
    paragraph+=" $line"
    continue
  fi
  codes=yes
  command=${line#    } comment=
  if [[ $command =~ ^(.*[^\ ])\ +#\ (.*)$ ]]; then command=${BASH_REMATCH[1]} comment=${BASH_REMATCH[2]}; fi
  if [[ $command == 'id=…' ]]; then
    id=$(grep -oE -m 1 '[0-9a-f]{32}' "$out")
    continue
  fi
  status=0
  eval "$command" >"$out" 2>"$err" || status=$?
  is "$(expected_of "$command" "$comment" "$paragraph")" "$status" "README: $command"$'\n'"$(tail -n 5 "$out" "$err")"
  tried=$((tried + 1))
done < <(sed -n '/^\*\*On the command line/,/^## The journey/p' "$readme")
((tried >= 30)) || fail "only $tried commands were found in the README"

# What it leads to.
as auditor ledger verify >"$out"
grep -q OK "$out"
[[ -s exported/$id.evidence.html && -s exported/memorandum.asice ]] || fail 'nothing is left in the hands of the reader'
