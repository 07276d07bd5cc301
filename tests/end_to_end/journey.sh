#!/usr/bin/env bash
# One memorandum from draft to archive with a recorded letter and two electronic signatures, one with a signature on paper; then
# what strangers can check: openssl on each signature, the hashes of the container, its verdict, the ledger and its export.
source "$(dirname "$0")/lib.sh"

stages() { as clerk document show "$id" && jq -r '.stage | join(" ")' "$out"; }

demonstration
trust=$office/trust

# The journey: the Ministry of Foreign Affairs answers by letter, a second clerk attests it.
begin kyiv-washington
first=$id
is draft "$(stages)"
to_concurrence
letter 'SPECIMEN: Ministry of Foreign Affairs' letter
step clerk record.mfa --data "$work/recorded.json" --file "$work/scan.txt"
denied 4 workflow. clerk document advance "$id" attest.mfa
step clerk2 attest.mfa
step development concur.development
step translator certify
step lawyer close
sign head 1
sign partner 2
is signed "$(stages)"
is 'verified verified' "$(json '[.signatures[].kind] | join(" ")')"
step clerk archive
is archived "$(stages)"
as clerk document export "$id" "$work/first"

# Another one, whose second party signs on paper: never counted as a verified signature.
begin kyiv-utah
to_signing
sign head 1
letter 'SPECIMEN: State of Utah' paper 2
step clerk record.sign --data "$work/recorded.json" --file "$work/scan.txt"
differs signed "$(stages)" 'an unattested paper signature does not count'
step clerk2 attest.sign
is signed "$(stages)"
is 'paper verified' "$(json '[.signatures[].kind] | sort | join(" ")')"
as clerk document export "$id" "$work/second"

hash_in_hex() { base64 -d | od -An -v -tx1 | tr -d ' \n'; }

# The container, as somebody with unzip, sha256sum and openssl reads it.
container() { # FOLDER SIGNATURES
  local asice=$1/memorandum.asice files=$1/files number manifest uri digest count
  mkdir "$files"
  unzip -q "$asice" -d "$files"
  is application/vnd.etsi.asic-e+zip "$(<"$files/mimetype")"
  (cd "$files" && find . -type f ! -path './META-INF/*' ! -name mimetype | sed 's|^\./||' | sort) >"$1/found"
  jq -r '"manifest.json", .files[].path, .files[].shown.path, (.annexes[]?.path // empty)' "$files/manifest.json" | sort >"$1/listed"
  is "$(<"$1/listed")" "$(<"$1/found")" 'the container has the files of the manifest'
  jq -r '.files[], .files[].shown | "\(.sha256)  \(.path)"' "$files/manifest.json" >"$1/sums"
  (cd "$files" && sha256sum --quiet -c ../sums) || fail 'a file has another hash in manifest.json'
  count=0
  for manifest in "$files"/META-INF/ASiCManifest*.xml; do
    number=$(basename "$manifest" .xml)
    number=${number#ASiCManifest}
    count=$((count + 1))
    grep -o '<asic:DataObjectReference URI="[^"]*"' "$manifest" | cut -d '"' -f 2 | sort >"$1/referred"
    is "$(<"$1/listed")" "$(<"$1/referred")" "$manifest lists the same files"
    paste -d ' ' <(grep -o '<asic:DataObjectReference URI="[^"]*"' "$manifest" | cut -d '"' -f 2) \
      <(grep -o '<ds:DigestValue>[^<]*' "$manifest" | cut -d '>' -f 2) >"$1/digests"
    while read -r uri digest; do
      is "$(sha256sum <"$files/$uri" | cut -d ' ' -f 1)" "$(hash_in_hex <<<"$digest")" "$manifest on $uri"
    done <"$1/digests"
    openssl cms -verify -binary -inform DER -in "$files/META-INF/signature$number.p7s" -content "$manifest" \
      -CAfile "$trust/demonstration.pem" -purpose any -out /dev/null 2>"$1/openssl" || fail "openssl: $(<"$1/openssl")"
  done
  is "$2" "$count" 'signatures in the container'
  is "$2" "$(find "$files/META-INF" -name '*.p7s' | wc -l)"

  run 0 verify --json --trust "$trust" "$asice"
  is TOTAL-PASSED "$(json .verdict)"
  is "$2" "$(json '[.signatures[] | select(.indication == "TOTAL-PASSED")] | length')"
  run 8 verify --json "$asice"
  is INDETERMINATE "$(json .verdict)"
}
container "$work/first" 2
container "$work/second" 1

# No byte of the container is free: copies with one bit flipped each, many in one call.
every=97
((${CHANCERY_EFFORT:-1} < 20)) || every=1
asice=$work/first/memorandum.asice
size=$(stat -c %s "$asice")
for ((from = 0; from < size; from += 500 * every)); do
  mkdir "$work/flipped"
  perl -e 'my ($file, $folder, $from, $to, $every) = @ARGV; local $/; open my $in, "<:raw", $file or die; my $bytes = <$in>;
    for (my $at = $from; $at < $to && $at < length $bytes; $at += $every) {
      my $copy = $bytes; substr($copy, $at, 1) ^= chr(1 << $at % 8);
      open my $copied, ">:raw", sprintf("%s/%08d", $folder, $at) or die; print $copied $copy; close $copied or die; }' \
    "$asice" "$work/flipped" "$from" "$((from + 500 * every))" "$every"
  run 1 verify --json --trust "$trust" "$work"/flipped/*
  is "$(find "$work/flipped" -type f | wc -l)" "$(wc -l <"$out")" 'a verdict for each copy'
  passed=$(jq -r 'select(.verdict == "TOTAL-PASSED").file' "$out")
  is '' "$passed" 'a flipped byte was not noticed'
  rm -r "$work/flipped"
done

# The ledger: in the office, exported, and with one bit of it changed.
as auditor ledger verify
is OK "$(json .result)"
entries=$(json .size)
as auditor ledger verify --replay
is 'OK OK' "$(jq -rs '[.[].result] | join(" ")' "$out")"
as auditor ledger export "$work/export"
key=$work/verifier-key
cp "$work/export/verifier-key" "$key"
run 0 ledger verify "$work/export" --verifier-key "$key" --json
is "OK $entries" "$(json '"\(.result) \(.size)"')"
run 8 ledger verify "$work/export" --json
is UNVERIFIABLE "$(json .result)"

damaged() { # FILE OFFSET [ENTRY]
  rm -rf "$work/damaged"
  cp -r "$work/export" "$work/damaged"
  flip "$work/damaged/$1" "$2"
  run 1 ledger verify "$work/damaged" --verifier-key "$key" --json
  is TAMPERED "$(json .result)" "$1 at $2"
  if [[ -n ${3:-} ]]; then is "$3" "$(json .entry)" "$1 at $2: the entry is named"; fi
}
bundle=$(cd "$work/export" && find tile/entries -type f | head -n 1)
# Each entry of a bundle stands behind its length in two bytes.
offset=0
for ((entry = 0; entry < entries; entry++)); do
  length=$((16#$(od -An -tx1 -j "$offset" -N 2 "$work/export/$bundle" | tr -d ' ')))
  if ((entry % 9 == 4)); then damaged "$bundle" $((offset + 2 + length / 2)) "$entry"; fi
  offset=$((offset + 2 + length))
done
is "$offset" "$(stat -c %s "$work/export/$bundle")" 'a bundle is its entries and nothing else'
last=$((entries - 1))
for opening in 0 12 "$last"; do
  at=$(grep -bo '"salt":"' "$work/export/openings/$opening.json" | head -n 1 | cut -d : -f 1)
  damaged "openings/$opening.json" $((at + 12)) "$opening"
done
hashes=$(cd "$work/export" && find tile/0 -type f | head -n 1)
damaged "$hashes" $((32 * 7 + 5)) 7
damaged checkpoint $(($(grep -bo '=$' "$work/export/checkpoint" | head -n 1 | cut -d : -f 1) - 10))

# Proofs and receipts: the leaf of a receipt is the one of the ledger, and its proof names the checkpoint.
as auditor ledger prove 5 -o "$work/five"
has "$(<"$work/five.tlog-proof")" 'index 5'
is 5 "$(jq .seq "$work/five.leaf")"
as auditor ledger prove --from 5
has "$(<"$out")" 'old 5'
count=0
for receipt in "$work"/first/receipt-*.json; do
  seq=$(basename "$receipt" .json)
  seq=${seq#receipt-}
  is chancery.receipt/1 "$(json_of "$receipt" .type)"
  jq -r .proof "$receipt" >"$work/proof"
  grep -q "^index $seq\$" "$work/proof" || fail "$receipt proves another entry"
  sed -n 's/^extra //p' "$work/proof" | base64 -d >"$work/leaf"
  is "$seq" "$(jq .seq "$work/leaf")"
  is "$first" "$(jq -r '.openings[] | select(.label == "leaf.step").value.doc' "$receipt")"
  as clerk ledger prove "$seq" -o "$work/again"
  cmp -s "$work/leaf" "$work/again.leaf" || fail "$receipt holds another leaf than the ledger"
  count=$((count + 1))
done
as clerk document history "$first"
is "$(wc -l <"$out")" "$count" 'a receipt for each step'
