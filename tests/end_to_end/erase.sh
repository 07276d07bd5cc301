#!/usr/bin/env bash
# Somebody who worked with documents leaves and asks for it: what says who it was is erased, the history is proved as before, by the
# office and by a stranger with the evidence file, and a restored backup does not bring it back.
source "$(dirname "$0")/lib.sh"

demonstration
backup=$work/office.backup
name=$(sqlite3 "$office/office.db" "SELECT given || ' ' || family FROM person_names JOIN accounts USING (person) WHERE log_in_name = 'clerk2' AND language = 'uk'")
basis='стаття 15 Закону «Про захист персональних даних», вимога № 12'

begin kyiv-utah
as clerk2 document advance "$id" submit --comment 'Ґалині зателефоную сам'
key_password='ЗРАЗОК-backup-27' as administrator backup create "$backup" --backup-password-fd 4
as clerk document history "$id"
has "$(<"$out")" "$name"
grep -aq 'Ґалині зателефоную сам' "$office/office.db" "$office/office.db-wal" 2>/dev/null || fail 'the comment was not there to be erased'

# Only who has left, by an administrator, with a basis.
as_person 5 administrator user erase clerk2 --basis "$basis"
as administrator user disable clerk2
as_person 2 administrator user erase clerk2
as_person 6 administrator user erase clerk2 --basis ' '
as_person 4 lawyer user erase clerk2 --basis "$basis"
as administrator user erase clerk2 --basis "$basis"
[[ $(json .openings) -ge 1 ]] || fail 'no note was erased'
has "$(<"$out")" erasures
as_person 3 administrator user erase clerk2 --basis "$basis"

# Nothing of it is left in the files of the office; the steps are, and everything is proved.
for part in "$name" 'Ґалині зателефоную сам' clerk2; do
  ! grep -aqF "$part" "$office"/office.db* || fail "“$part” is still in the database"
done
as clerk document history "$id"
has "$(<"$out")" 'erased'
is 'new submit' "$(jq -rs '[.[].event] | .[0:2] | join(" ")' "$out")"
as auditor ledger verify --replay
is 'OK OK' "$(jq -rs '[.[].result] | join(" ")' "$out")"
as auditor evidence export "$id" -o "$work/evidence"
as auditor ledger checkpoint
json .verifier_key >"$work/key"
run 0 --json verify "$work/evidence/$id.evidence.zip" --known "$work/key"
is 'OK passed passed' "$(json '.result + " " + ([.checks[] | select(.check == "openings" or .check == "replay") | .result] | join(" "))')"

# A backup of before still has it. With the list of the office it is taken away again.
run 0 --json backup restore "$backup" "$work/careless" --backup-password-fd 4 4<<<'ЗРАЗОК-backup-27'
grep -aqF 'Ґалині зателефоную сам' "$work/careless/office.db" || fail 'the backup is not of before the erasure'
run 0 --json backup restore "$backup" "$work/careful" --erasures "$office/erasures" --backup-password-fd 4 4<<<'ЗРАЗОК-backup-27'
for part in "$name" 'Ґалині зателефоную сам'; do
  ! grep -aqF "$part" "$work"/careful/office.db* || fail "“$part” is back"
done
codes=$office/demonstration/recovery-codes
office=$work/careful
as auditor ledger verify
is OK "$(json .result)"
run 0 --office "$office" --json ledger reopen --first-code-fd 5 --second-code-fd 6 5< <(sed -n 1p "$codes") 6< <(sed -n 2p "$codes")
as auditor ledger verify --replay
is 'OK OK' "$(jq -rs '[.[].result] | join(" ")' "$out")"

# A damaged list restores nothing by halves.
sed 's/leaf.note/leaf.nothing/' "$work/careful/erasures" >"$work/damaged"
run 6 backup restore "$backup" "$work/none" --erasures "$work/damaged" --backup-password-fd 4 4<<<'ЗРАЗОК-backup-27'
[[ ! -e $work/none/office.db ]] || fail 'an office was made with a damaged list'
