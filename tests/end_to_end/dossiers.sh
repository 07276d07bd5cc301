#!/usr/bin/env bash
# What belongs together: links of documents, dossiers, and a substitute who acts in somebody's name, on the command line.
source "$(dirname "$0")/lib.sh"

demonstration

begin kyiv-washington
first=$id
begin kyiv-utah
second=$id

# A link is a step with its receipt; it is shown at both ends, and the rules refuse.
as clerk document link "$second" follows "$first"
is 2 "$(json .revision)"
has "$(json .receipt.proof)" 'c2sp.org/tlog-proof'
as clerk document show "$first"
is "to $second" "$(json '.links[0] | "\(.direction) \(.document.id)"')"
as clerk document show "$second"
is "from follows" "$(json '.links[0] | "\(.direction) \(.kind)"')"
denied 4 'circle' clerk document link "$first" follows "$second"
denied 4 'kinds' clerk document link "$first" annex "$second"
denied 3 'no such document' clerk document link "$second" follows 00000000000000000000000000000000
denied 3 'no such document' administrator document link "$second" follows "$first"
as clerk document link "$second" follows "$first" --end
as clerk document show "$first"
is 0 "$(json '.links | length')"

# A dossier begins with its first document, and is there for whoever may know of one of its documents.
as clerk dossier new --title-uk 'ЗРАЗОК: Ґанок' --title-en 'SPECIMEN' --index 03-12 "$first"
dossier=$(json .id)
as clerk dossier add "$dossier" "$second"
as lawyer dossier show "$dossier"
is "$first $second" "$(json '[.documents[].id] | join(" ")')"
is 'ЗРАЗОК: Ґанок' "$(json .title.uk)"
as clerk document show "$second"
is "$dossier" "$(json .dossier.id)"
as clerk dossier list
has "$(jq -r .id "$out")" "$dossier"
as administrator dossier list
is '' "$(<"$out")" 'an administrator knows of no dossier'
denied 3 "There is no dossier $dossier" administrator dossier show "$dossier"
denied 3 'There is no dossier' clerk dossier add 00000000000000000000000000000000 "$second"

as clerk dossier close "$dossier"
has "$(json .closed)" T
denied 5 'closed' clerk dossier close "$dossier"
as clerk document show "$second"
denied 5 'closed' clerk dossier add "$dossier" "$second"

# clerk2 stands in for the lawyer by a delegation of `init --demo`; both are named.
id=$second
step clerk submit
as lawyer user delegations
delegation=$(json '.delegation')
is 'lawyer clerk2' "$(json '"\(.principal.log_in_name) \(.delegate.log_in_name)"')"
denied 4 'role' clerk2 document advance "$id" approve
step clerk2 approve --on-behalf-of lawyer
as clerk document history "$id"
is 'Ostap Yizhakevych / Illia Pravnyk' "$(jq -rs '.[-1] | "\(.who) / \(.on_behalf_of)"' "$out")"
run 0 --office "$office" --language uk --as clerk --password-fd 3 document history "$id" 3<<<"$password"
has "$(<"$out")" 'Остап Їжакевич (від імені: Ілля Правник)'
as lawyer user delegate --end "$delegation"
denied 4 'delegation' clerk2 document advance "$id" return --comment 'SPECIMEN' --on-behalf-of lawyer
denied 6 'instrument' lawyer user delegate lawyer clerk2 --role legal_reviewer --until 2099-01-01
as lawyer user delegate lawyer clerk2 --role legal_reviewer --until 2099-01-01 --instrument 'ЗРАЗОК: наказ'
as clerk2 document actions "$id" --on-behalf-of lawyer
has "$(<"$out")" '"return"'

as auditor ledger verify
is OK "$(json .result)"
