#!/usr/bin/env bash
# Clerk, reviewer, the two bodies, translator, signatories and auditor take a memorandum from the form to the archive in the browser:
# in Ukrainian, and in English with script turned off.
source "$(dirname "$0")/lib.sh"

demonstration
serve
browse memorandum uk script
browse memorandum en plain
office --json ledger verify
is OK "$(json .result)"
