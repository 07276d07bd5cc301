// RFC 6962 hashes, RFC 9162 proofs, the sparse map of last leaves. Sizes stay below 2^53: no bit operators on them.
import {encode, same, sha256, toHex} from './bytes.js';

const leafPrefix = Uint8Array.of(0), nodePrefix = Uint8Array.of(1);
const zeros = new Uint8Array(32);
const half = n => Math.floor(n / 2);

export const hashLeaf = entry => sha256(leafPrefix, entry);
export const hashNode = (left, right) => sha256(nodePrefix, left, right);

/** RFC 9162 §2.1.3.2 */
export async function verifyInclusion(index, leaf, proof, size, root) {
  if (index >= size) return false;
  let node = index, last = size - 1, hash = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = await hashNode(sibling, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      hash = await hashNode(hash, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && same(hash, root);
}

/** RFC 9162 §2.1.4.2; nothing follows from an empty tree. */
export async function verifyConsistency(first, firstRoot, second, secondRoot, proof) {
  if (first > second || first === 0) return false;
  if (first === second) return proof.length === 0 && same(firstRoot, secondRoot);
  if (proof.length === 0) return false;
  let node = first - 1, last = second - 1;
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  const rest = [...proof];
  let one = node === 0 ? firstRoot : rest.shift(), other = one;
  for (const hash of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      one = await hashNode(hash, one);
      other = await hashNode(hash, other);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      other = await hashNode(other, hash);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && same(one, firstRoot) && same(other, secondRoot);
}

/** Whether the map of this root has `lastLeaf` for the document (absent: none). */
export async function verifyHead(document, lastLeaf, proof, root) {
  if (proof.length !== 256) return false;
  const key = await sha256(encode(document));
  let hash = lastLeaf ? await sha256(leafPrefix, key, lastLeaf) : zeros;
  for (let i = 0; i < 256; ++i) {
    const depth = 255 - i;
    const right = (key[depth >> 3] >> (7 - (depth & 7))) & 1;
    const empty = same(hash, zeros) && same(proof[i], zeros);
    if (!empty) hash = await (right ? hashNode(proof[i], hash) : hashNode(hash, proof[i]));
  }
  return toHex(hash) === toHex(root);
}
