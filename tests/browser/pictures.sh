#!/usr/bin/env bash
# Takes the pictures of the main pages. CHANCERY_PICTURES=FOLDER keeps them there; src/apps/server/pages/pictures was made so.
source "$(dirname "$0")/lib.sh"

pictures=${CHANCERY_PICTURES:-$work/pictures}
mkdir -p "$pictures"
demonstration
begin kyiv-utah
to_signing
serve
browse pictures "$pictures"
for picture in work-list document new-document signing verdict people; do
  [[ -s $pictures/$picture.png ]] || fail "no picture $picture.png"
done
