// C2SP signed notes, checkpoints and tlog-proofs. Each text is read so that it has one spelling only.
import * as ed25519 from '@noble/ed25519';
import {Damage, decode, encode, fromBase64, same, sha256, toBase64, toHex} from './bytes.js';

const decimal = text => {
  if (!/^(0|[1-9][0-9]{0,15})$/.test(text) || !Number.isSafeInteger(Number(text))) throw new Damage('number');
  return Number(text);
};

function hash32(text) {
  const hash = fromBase64(text);
  if (hash.length !== 32) throw new Damage('hash');
  return hash;
}

/** `name+hash+key` of type 0x01. */
export async function parseKey(text) {
  const match = /^([^\s+\u0000-\u001f]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u.exec(text);
  if (!match) return null;
  let key;
  try {
    key = fromBase64(match[3]);
  } catch {
    return null;
  }
  if (key.length !== 33 || key[0] !== 1) return null;
  const id = (await sha256(match[1], '\n', key)).subarray(0, 4);
  return toHex(id) === match[2] ? {text, name: match[1], id, key: key.subarray(1)} : null;
}

export function parseNote(bytes) {
  const all = decode(bytes);
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0009\u000b-\u001f]/.test(all)) throw new Damage('note');
  const middle = all.lastIndexOf('\n\n');
  if (middle < 0 || !all.endsWith('\n')) throw new Damage('note');
  const lines = all.slice(middle + 2).split('\n').slice(0, -1);
  const signatures = lines.map(line => {
    const match = /^\u2014 ([^\s+]+) (\S+)$/u.exec(line);
    if (!match) throw new Damage('note');
    const value = fromBase64(match[2]);
    if (value.length < 5) throw new Damage('note');
    return {name: match[1], id: value.subarray(0, 4), value: value.subarray(4), line: line + '\n'};
  });
  const ids = new Set(signatures.map(signature => signature.name + ' ' + toHex(signature.id)));
  if (signatures.length === 0 || ids.size !== signatures.length) throw new Damage('note');
  return {text: all.slice(0, middle + 1), bytes: all, signatures};
}

export function parseCheckpoint(text) {
  const lines = text.split('\n');
  if (lines.length < 4 || lines[0] === '' || lines.at(-1) !== '') throw new Damage('checkpoint');
  if (lines.slice(3, -1).some(line => line === '')) throw new Damage('checkpoint');
  return {origin: lines[0], size: decimal(lines[1]), root: hash32(lines[2])};
}

/** WebCrypto where the browser has Ed25519, else the script; both as RFC 8032 says. */
export async function verifyEd25519(key, message, signature) {
  if (signature.length !== 64) return false;
  try {
    const imported = await crypto.subtle.importKey('raw', key, {name: 'Ed25519'}, false, ['verify']);
    return await crypto.subtle.verify({name: 'Ed25519'}, imported, signature, message);
  } catch {
    try {
      return await ed25519.verifyAsync(signature, message, key, {zip215: false});
    } catch {
      return false;
    }
  }
}

/** 'valid', 'invalid' (a known key signed wrongly) or 'unknown' (no known key signed). */
export async function verifyNote(note, keys) {
  let valid = false;
  for (const signature of note.signatures) {
    for (const key of keys) {
      if (key.name !== signature.name || !same(key.id, signature.id)) continue;
      if (!(await verifyEd25519(key.key, encode(note.text), signature.value))) return 'invalid';
      valid = true;
    }
  }
  return valid ? 'valid' : 'unknown';
}

export function parseHashLines(bytes) {
  const text = decode(bytes);
  if (text === '') return [];
  if (!text.endsWith('\n')) throw new Damage('lines');
  return text.slice(0, -1).split('\n').map(hash32);
}

/** A tlog-proof without `extra`, over exactly this checkpoint. */
export function parseProof(bytes, seq, checkpoint) {
  const head = `c2sp.org/tlog-proof@v1\nindex ${seq}\n`, tail = '\n' + checkpoint;
  const text = decode(bytes);
  if (!text.startsWith(head) || !text.endsWith(tail)) throw new Damage('proof');
  const hashes = parseHashLines(encode(text.slice(head.length, text.length - tail.length)));
  if (hashes.length > 63 || head + hashes.map(hash => toBase64(hash) + '\n').join('') + tail !== text) throw new Damage('proof');
  return hashes;
}
