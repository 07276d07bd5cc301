// A ZIP file as Chancery writes it: entries stored, fixed metadata. Whatever else the bytes say is damage.
import {Damage, decode, encode, joined, same} from './bytes.js';

const crcTable = Uint32Array.from({length: 256}, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; ++k) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

function crc32(bytes) {
  let c = 0xffffffff;
  for (let i = 0; i < bytes.length; ++i) c = crcTable[(c ^ bytes[i]) & 0xff] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

const little = (value, size) => Uint8Array.from({length: size}, (_, i) => Math.floor(value / 2 ** (8 * i)) % 256);

/** The fields that a local header and a central record share. */
function sharedFields(name, content) {
  const flags = name.every(byte => byte < 0x80) ? 0 : 0x800;
  return joined(little(20, 2), little(flags, 2), little(0, 2), little(0, 2), little(0x21, 2), little(crc32(content), 4),
    little(content.length, 4), little(content.length, 4), little(name.length, 2), little(0, 2));
}

/** The bytes that these entries make, in order of name. */
function writeZip(entries) {
  const local = [], central = [];
  let offset = 0;
  for (const [text, content] of entries) {
    const name = encode(text);
    const fields = sharedFields(name, content);
    local.push(joined('PK\x03\x04', fields, name), content);
    central.push(joined('PK\x01\x02', little(20, 2), fields, little(0, 2), little(0, 2), little(0, 2), little(0, 4), little(offset, 4), name));
    offset += 30 + name.length + content.length;
  }
  const directory = joined(...central);
  const count = little(entries.length, 2);
  const end = joined('PK\x05\x06', little(0, 4), count, count, little(directory.length, 4), little(offset, 4), little(0, 2));
  return joined(...local, directory, end);
}

/** Name → content, by the local headers; then the whole file is written again and has to be the same. */
export function readZip(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = [];
  let at = 0;
  while (at + 30 <= bytes.length && view.getUint32(at, true) === 0x04034b50) {
    const size = view.getUint32(at + 18, true);
    const nameEnd = at + 30 + view.getUint16(at + 26, true);
    if (nameEnd + size > bytes.length) throw new Damage('format');
    entries.push([decode(bytes.subarray(at + 30, nameEnd)), bytes.subarray(nameEnd, nameEnd + size)]);
    at = nameEnd + size;
  }
  const names = entries.map(([name]) => name);
  const ordered = names.every((name, i) => i === 0 || compareBytes(names[i - 1], name) < 0);
  if (entries.length === 0 || !ordered || !same(writeZip(entries), bytes)) throw new Damage('format');
  return new Map(entries);
}

function compareBytes(one, other) {
  const a = encode(one), b = encode(other);
  for (let i = 0; i < Math.min(a.length, b.length); ++i) if (a[i] !== b[i]) return a[i] - b[i];
  return a.length - b.length;
}
