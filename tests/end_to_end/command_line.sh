#!/usr/bin/env bash
# What holds for every command: usage, exit codes, data on standard output and messages on standard error.
source "$(dirname "$0")/lib.sh"

run 0 --help
has "$(<"$out")" 'document'
is '' "$(<"$err")" 'help is data'

run 2 no-such-command
has "$(<"$err")" no-such-command
run 2 --language uk no-such-command
has "$(<"$err")" 'Тут це незрозуміло: no-such-command'
run 2 --language uk
has "$(<"$err")" 'бракує команди'
run 2 --language uk document show
has "$(<"$err")" 'Бракує ID'
run 2 --json document list --no-such-option Ґ
is string "$(jq -r '.message | type' "$err")" 'a problem of usage is JSON where JSON is asked for'
is '' "$(<"$out")" 'a message is not data'
differs '' "$(<"$err")" 'a usage error says why'

run 2 document show
run 3 --office "$work/nowhere" document list
differs '' "$(<"$err")" 'an office that is not there is named'

run 0 init "$office" --demo
is 600 "$(stat -c %a "$office"/lock)" 'only the owner reads the lock'
office --json document list
jq -es 'all(.[]; .id)' "$out" >/dev/null || fail 'a list is one JSON object a line'
