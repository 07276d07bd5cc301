// The entries of an evidence file: that all are there that the index names and no other one, and what they say.
import {Damage, decode, encode, fromHex, same, sha256, toHex} from './bytes.js';
import {canonical, parseCanonical} from './json.js';
import {parseCheckpoint, parseHashLines, parseKey, parseNote, parseProof} from './note.js';
import {readZip} from './zip.js';

const byHash = ['facts', 'rights', 'calendars', 'workflows', 'templates'];
const indexKeys = ['calendars', 'checkpoints', 'doc', 'entries', 'facts', 'files', 'log', 'made', 'office', 'rights', 'root', 'size',
  'templates', 'tokens', 'type', 'workflows'];
const fileKeys = ['held', 'media_type', 'name', 'sha256', 'size'];

function requireKeys(object, required, optional = []) {
  const keys = Object.keys(object);
  const known = keys.every(key => required.includes(key) || optional.includes(key));
  if (!known || !required.every(key => keys.includes(key))) throw new Damage('index');
}

const isOrdered = (list, value) => list.every((item, i) => i === 0 || value(list[i - 1]) < value(item));

function requireOrder(list, value = item => item) {
  if (!Array.isArray(list) || !isOrdered(list, value)) throw new Damage('index');
}

function requireIndex(index) {
  requireKeys(index, indexKeys, ['heads', 'last_outside']);
  if (index.type !== 'chancery.evidence/1') throw new Damage('later');
  for (const list of [index.entries, index.office, index.checkpoints, index.tokens, ...byHash.map(folder => index[folder])]) requireOrder(list);
  requireOrder(index.files, file => file.sha256);
  for (const file of index.files) requireKeys(file, fileKeys);
}

function expectedNames(index) {
  const names = ['README.txt', 'evidence.json', 'checkpoint', 'verifier-key'];
  for (const seq of [...index.entries, ...index.office]) names.push(`entries/${seq}.leaf`, `entries/${seq}.tlog-proof`, `openings/${seq}.json`);
  for (const size of index.checkpoints) names.push(`checkpoints/${size}`, `checkpoints/${size}.consistency`);
  for (const size of index.tokens) names.push(`tokens/${size}.tst`);
  for (const folder of byHash) for (const hash of index[folder]) names.push(`${folder}/${hash}`);
  for (const file of index.files) if (file.held === 'yes') names.push(`files/${file.sha256}`);
  if (index.heads !== undefined) names.push('heads-proof');
  return names;
}

function readEntries(zip, seqs, checkpoint) {
  return seqs.map(seq => ({
    seq,
    leaf: zip.get(`entries/${seq}.leaf`),
    proof: parseProof(zip.get(`entries/${seq}.tlog-proof`), seq, checkpoint),
    openings: parseCanonical(zip.get(`openings/${seq}.json`)),
  }));
}

async function requireHashes(zip, index) {
  for (const folder of byHash) {
    for (const hash of index[folder]) {
      if (toHex(await sha256(zip.get(`${folder}/${hash}`))) !== hash) throw new Damage('content', {name: `${folder}/${hash}`});
    }
  }
  for (const file of index.files) {
    const content = file.held === 'yes' ? zip.get(`files/${file.sha256}`) : null;
    if (content && (content.length !== file.size || toHex(await sha256(content)) !== file.sha256)) throw new Damage('content', {name: file.name});
  }
}

/** Reads and refuses whatever Chancery would not write; `readmes` are the SHA-256 of the README texts that it has written. */
export async function readMaterial(bytes, readmes) {
  const zip = readZip(bytes);
  const index = parseCanonical(zip.get('evidence.json') ?? encode(''));
  requireIndex(index);
  const names = expectedNames(index);
  if (new Set(names).size !== zip.size || names.length !== zip.size || !names.every(name => zip.has(name))) throw new Damage('names');
  if (!readmes.includes(toHex(await sha256(zip.get('README.txt'))))) throw new Damage('content', {name: 'README.txt'});

  const note = parseNote(zip.get('checkpoint'));
  const checkpoint = parseCheckpoint(note.text);
  const keyText = decode(zip.get('verifier-key'));
  const key = keyText.endsWith('\n') ? await parseKey(keyText.slice(0, -1)) : null;
  const agrees = index.log === checkpoint.origin && index.size === checkpoint.size && index.root === toHex(checkpoint.root);
  if (!key || !agrees) throw new Damage('index');
  await requireHashes(zip, index);

  const earlier = index.checkpoints.map(size => {
    const then = parseNote(zip.get(`checkpoints/${size}`));
    const parsed = parseCheckpoint(then.text);
    if (parsed.size !== size) throw new Damage('index');
    return {note: then, checkpoint: parsed, consistency: parseHashLines(zip.get(`checkpoints/${size}.consistency`))};
  });
  return {
    index, note, checkpoint, key, earlier,
    entries: readEntries(zip, index.entries, note.bytes),
    office: readEntries(zip, index.office, note.bytes),
    heads: index.heads === undefined ? null : {entry: index.heads, proof: parseHashLines(zip.get('heads-proof'))},
    tokens: index.tokens.map(size => ({size, token: zip.get(`tokens/${size}.tst`)})),
    fact: hash => (zip.has(`facts/${hash}`) ? parseCanonical(zip.get(`facts/${hash}`)) : null),
  };
}

export {canonical, fromHex, same};
