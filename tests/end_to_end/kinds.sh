#!/usr/bin/env bash
# A document of every kind with a chart that fits it: made, approved, frozen, and signed or initialled by each of its parties.
source "$(dirname "$0")/lib.sh"

demonstration

frozen() { # WORKFLOW TEMPLATE DATA PARTIES
  as clerk document new --workflow "$1" --template "$2" --data "$source_folder/templates/demonstration/$3.json"
  id=$(json .document)
  as clerk document show "$id"
  is "$4" "$(json '.parties | length')" "$2 has its parties"
  step clerk submit
  step lawyer approve
  step translator certify
  as clerk document show "$id"
  json .manifest >/dev/null
  step lawyer close
}
signed() { # ACT PARTIES STAGE
  as clerk document show "$id"
  is "$2" "$(json '.signatures | length')"
  is "$1" "$(json '[.signatures[].act] | unique | join(" ")')"
  is "$3" "$(json '.configuration[-1]')"
  is "$(json '.parties | join("; ")')" "$(json '[.signatures[].party_name] | join("; ")')"
}

frozen four-stages declaration declaration-summit 3
sign head 1
denied 4 'already' head sign "$id" --key "$office/demonstration/head.p12" --key-password-fd 4 --party 1
sign partner 2
sign partner2 3
signed sign 3 signed
is 'Київська обласна державна адміністрація; Чернігівська обласна державна адміністрація; Уряд штату Вашингтон' \
  "$(json '.parties | join("; ")')"

frozen appeal appeal appeal-utah 3
sign head 1
sign partner 2
sign partner2 3
signed sign 3 to_be_sent

frozen note-verbale note_verbale note_verbale-embassy 1
denied 4 '' head sign "$id" --key "$office/demonstration/head.p12" --key-password-fd 4 --party 1
as head sign "$id" --act initial --key "$office/demonstration/head.p12" --key-password-fd 4 --party 1
signed initial 1 sealing
is 'Міністерство закордонних справ України' "$(json '.parties[0]')"

frozen full-powers full_powers full_powers-utah 1
sign head 1
signed sign 1 in_force
is 'Київська обласна державна адміністрація' "$(json '.parties[0]')"

frozen four-stages certified_translation certified_translation-en 1
sign head 1
signed sign 1 signed
is "$(jq -r .translator.name.uk "$source_folder/templates/demonstration/certified_translation-en.json")" "$(json '.parties[0]')"

as auditor ledger verify
is OK "$(json .result)"
