#!/usr/bin/env bash
# axe-core finds nothing on any page, in both languages; at 320 px nothing is wider than the window; the keyboard alone is enough.
source "$(dirname "$0")/lib.sh"

demonstration
serve
begin kyiv-utah
to_signing
browse accessibility uk
browse accessibility en
browse keyboard
