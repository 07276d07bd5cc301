#!/usr/bin/env bash
# sigstore-js accepts our checkpoint and inclusion proofs and refuses them changed; npm canonicalize writes our JSON as we do.
source "$(dirname "$0")/lib.sh"
node_modules
accepted node "$here/sigstore.mjs" "$sample"
for file in proofs/0.leaf proofs/255.tlog-proof proofs/256.leaf proofs/599.tlog-proof; do
  size=$(stat -c %s "$sample/$file")
  for offset in $((size / 4)) $((size / 2)) $((size - 12)); do
    rm -rf "$work/copy"
    cp -r "$sample" "$work/copy"
    flip "$work/copy/$file" "$offset"
    refused "$file at $offset" node "$here/sigstore.mjs" "$work/copy"
  done
done
accepted node "$here/canonicalize.mjs" "$sample"
echo accepted, and refused when changed
