// Bytes as text, hex and Base64, each in exactly one spelling; SHA-256 by WebCrypto.
const utf8 = new TextEncoder();
const strictUtf8 = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true});

/** What is wrong with an evidence file: `key` and `args` are said by words.js. */
export class Damage extends Error {
  constructor(key, args = {}) {
    super(key);
    this.key = key;
    this.args = args;
  }
}

export const encode = text => utf8.encode(text);
export const decode = bytes => strictUtf8.decode(bytes);

export function joined(...pieces) {
  const parts = pieces.map(piece => (typeof piece === 'string' ? encode(piece) : piece));
  const all = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export function same(one, other) {
  if (one.length !== other.length) return false;
  for (let i = 0; i < one.length; ++i) if (one[i] !== other[i]) return false;
  return true;
}

export async function sha256(...pieces) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', joined(...pieces)));
}

export const toHex = bytes => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');

export function fromHex(text, length) {
  if (typeof text !== 'string' || text.length !== 2 * length || !/^[0-9a-f]*$/.test(text)) throw new Damage('hex');
  return Uint8Array.from(text.match(/../g) ?? [], pair => parseInt(pair, 16));
}

export function toBase64(bytes) {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

/** RFC 4648 §4 with padding and without white space; unused bits are zero. */
export function fromBase64(text) {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) throw new Damage('base64');
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; ++i) bytes[i] = binary.charCodeAt(i);
  const tail = bytes.length - (bytes.length % 3 || 3);
  if (bytes.length > 0 && toBase64(bytes.subarray(tail)) !== text.slice(-4)) throw new Damage('base64');
  return bytes;
}

/** First 200 bits as 8 groups of 5 Base32 letters (RFC 4648). */
export function hashWords(hash) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  let bits = '';
  for (const byte of hash.subarray(0, 25)) bits += byte.toString(2).padStart(8, '0');
  const words = bits.match(/.{5}/g).map(five => letters[parseInt(five, 2)]).join('');
  return words.match(/.{5}/g).join(' ');
}

/** As somebody typed it: any spaces and hyphens, small letters, 0 1 8 for O I B. Nothing for anything else. */
export function parseHashWords(text) {
  const letters = text.replace(/[\s-]/g, '').toUpperCase().replace(/0/g, 'O').replace(/1/g, 'I').replace(/8/g, 'B');
  return /^[A-Z2-7]{40}$/.test(letters) ? letters.match(/.{5}/g).join(' ') : null;
}
