#!/usr/bin/env bash
# Evidence of documents that went the whole way, one of them in a dossier: what a reader is told with a key from elsewhere, without
# one, with another office's, and after a byte was changed. The page carries the same file.
source "$(dirname "$0")/lib.sh"

demonstration
as auditor ledger checkpoint
json .verifier_key >"$work/key"

for stage in Sent Signed; do
  as clerk document list
  id=$(jq -r --arg stage "$stage" 'select(.stage_label.en == $stage) | .id' "$out" | head -n 1)
  [[ -n $id ]] || fail "no document that is $stage: $(<"$out")"
  as auditor evidence export "$id" -o "$work/evidence"
  zip=$work/evidence/$id.evidence.zip page=$work/evidence/$id.evidence.html
  run 0 --json verify "$zip" --known "$work/key" --trust "$office/trust"
  is TOTAL-PASSED "$(json .verdict)" "$stage"
  is passed "$(json '.checks[] | select(.check == "replay") | .result')" "$stage: replay"
  is passed "$(json '.checks[] | select(.check == "completeness") | .result')" "$stage: completeness"
  run 8 --json verify "$zip" --trust "$office/trust"
  run 0 --json verify "$page" --known "$work/key" --trust "$office/trust"
done

# Who may not read the document gets no evidence of it.
as_person 3 administrator evidence export "$id" -o "$work/none"

# Any byte that is changed is found; another office's key does not vouch.
for offset in 100 5000 20000; do
  cp "$zip" "$work/damaged.evidence.zip"
  printf 'X' | dd of="$work/damaged.evidence.zip" bs=1 seek="$offset" conv=notrunc status=none
  cmp -s "$zip" "$work/damaged.evidence.zip" && continue
  status=0
  "$program" verify "$work/damaged.evidence.zip" --known "$work/key" --trust "$office/trust" >"$out" 2>"$err" || status=$?
  [[ $status == 1 || $status == 6 ]] || fail "a changed byte at $offset: exit $status"
done
run 0 init "$work/other" --demo
"$program" --office "$work/other" ledger checkpoint --json | jq -r .verifier_key >"$work/other-key"
run 8 --json verify "$zip" --known "$work/other-key" --trust "$office/trust"
echo 'evidence: as it should be'
