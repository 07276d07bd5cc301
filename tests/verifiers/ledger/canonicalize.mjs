// npm canonicalize writes every leaf and opening of the export as the very bytes that we hashed; and it does not when one differs.
import canonicalize from 'canonicalize';
import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';

const folder = join(process.argv[2], 'export');
let count = 0;
for (const name of readdirSync(join(folder, 'openings'))) {
  const text = readFileSync(join(folder, 'openings', name), 'utf8');
  if (canonicalize(JSON.parse(text)) !== text) throw new Error(`openings/${name}`);
  ++count;
}
let bundle = readFileSync(join(folder, 'tile/entries/000'));
while (bundle.length > 0) {
  const length = bundle.readUInt16BE(0);
  const text = bundle.subarray(2, 2 + length).toString('utf8');
  if (canonicalize(JSON.parse(text)) !== text) throw new Error('leaf');
  bundle = bundle.subarray(2 + length);
  ++count;
}
if (count < 600 || canonicalize({b: 1, a: 'Ґ'}) === '{"b":1,"a":"Ґ"}') throw new Error('nothing was compared');
console.log(count);
