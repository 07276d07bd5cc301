#!/usr/bin/env bash
# src/apps/RESTORE.md as it is written: a backup of an office at work, verified, restored in an empty folder, and its ledger reopened.
source "$(dirname "$0")/lib.sh"

demonstration
codes=$office/demonstration/recovery-codes
backup=$work/office.backup

seal() { # STATUS NAME: 4 is the password of the backup
  key_password='ЗРАЗОК-backup-27' as_person "$1" "$2" backup create "$backup" --backup-password-fd 4
}
with_password() { # STATUS ARGUMENT…
  local status=$1
  shift
  run "$status" --json backup "$@" --backup-password-fd 4 4<<<'ЗРАЗОК-backup-27'
}

# While the office is served and somebody works in it.
begin kyiv-utah
as clerk document list
documents=$(jq -s length "$out")
serve
seal 4 clerk
seal 0 administrator
size=$(json .size)
step clerk submit
seal 5 administrator
stop
with_password 0 verify "$backup"
is "$size OK" "$(json '"\(.size) \(.result)"')"

# Changed, cut short, or with another password it restores nothing.
cp "$backup" "$work/damaged"
flip "$work/damaged" 5000
with_password 6 verify "$work/damaged"
head -c 5000 "$backup" >"$work/cut"
with_password 6 restore "$work/cut" "$work/cut-office"
run 6 backup verify "$backup" --backup-password-fd 4 4<<<'another'

# In an empty folder: it shows and verifies, and takes no steps.
original=$office
office=$work/restored
with_password 0 restore "$backup" "$office"
with_password 5 restore "$backup" "$office"
[[ ! -e $office/keys ]] || fail 'a key was in the backup'
as clerk document list
is "$documents" "$(jq -s length "$out")"
as auditor ledger verify
is OK "$(json .result)"
as_person 7 clerk document advance "$id" submit
one_message 'restored from a backup'
serve
log_in clerk
has "$(curl -sf -b "$jar" -b 'language=en' "$url/documents")" 'restored from a backup'
stop

# Two persons with the codes that were printed for them open a new epoch; from there on the office works again.
reopen() { # STATUS ARGUMENT…
  local status=$1
  shift
  run "$status" --office "$office" --json ledger reopen "$@" 5< <(sed -n 1p "$codes") 6< <(sed -n 2p "$codes")
}
run 4 --office "$office" --json ledger reopen --first-code-fd 5 --only-one 5<<<'AAAAA AAAAA AAAAA AAAAA AAAAA AAAAA AAAAA AAAAA'
reopen 0 --first-code-fd 5 --second-code-fd 6
is 'unknown restored gap_unknown' "$(json '"\(.gap) \(.reason)"')"
has "$(json .origin)" /e2
reopen 4 --first-code-fd 5 --second-code-fd 6
step clerk submit
as auditor ledger verify --replay
is 'OK OK' "$(jq -rs '[.[].result] | join(" ")' "$out")"

# The office that was set aside is not hurt, and goes on by itself.
office=$original
as auditor ledger verify
is OK "$(json .result)"
