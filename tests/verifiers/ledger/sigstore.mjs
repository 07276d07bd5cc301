// sigstore-js reads our checkpoint and proofs as those of a transparency log: `sigstore.mjs SAMPLE`. Exits 1 with the reason.
import {createPublicKey} from 'node:crypto';
import {createRequire} from 'node:module';
import {readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';

const require = createRequire(import.meta.url);
const verify = join(dirname(require.resolve('@sigstore/verify')), 'timestamp');
const {verifyCheckpoint} = require(join(verify, 'checkpoint.js'));
const {verifyMerkleInclusion} = require(join(verify, 'merkle.js'));

const sample = process.argv[2];
const file = (...path) => readFileSync(join(sample, ...path));
const [, id, key] = file('key').toString().trim().match(/^[^+]+\+([0-9a-f]{8})\+(.+)$/);
const raw = Buffer.from(key, 'base64').subarray(1);
const publicKey = createPublicKey({key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]), format: 'der', type: 'spki'});
const log = {logID: Buffer.from(id, 'hex'), publicKey, validFor: {start: new Date(0), end: new Date(4e12)}};

for (const seq of [0, 255, 256, 599]) {
  const text = file('proofs', `${seq}.tlog-proof`).toString();
  const head = text.slice(0, text.indexOf('\n\n')).split('\n');
  const envelope = text.slice(text.indexOf('\n\n') + 2);
  const [, size, root] = envelope.split('\n');
  const entry = {
    canonicalizedBody: file('proofs', `${seq}.leaf`),
    integratedTime: '1764000000',
    inclusionProof: {
      logIndex: head[1].slice('index '.length), treeSize: size, rootHash: Buffer.from(root, 'base64'),
      hashes: head.slice(2).map(line => Buffer.from(line, 'base64')), checkpoint: {envelope},
    },
  };
  verifyMerkleInclusion(entry);
  verifyCheckpoint(entry, [log]);
}
console.log('accepted');
