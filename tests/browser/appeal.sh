#!/usr/bin/env bash
# An appeal, from the form of its template to its end: whoever the pages say is to act acts, in both languages, once without script.
source "$(dirname "$0")/lib.sh"

[[ -f $source_folder/workflows/appeal.scxml ]] || skip 'there is no workflow for appeals yet'
demonstration
serve
browse appeal uk script
browse appeal en plain
office --json ledger verify
is OK "$(json .result)"
