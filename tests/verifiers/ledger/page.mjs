// The evidence page in Chromium, from file://, without network: `page.mjs SAMPLE CHROMIUM [CHANCERY]`. It accepts good evidence with a
// key or fingerprint from elsewhere, says INDETERMINATE without, refuses what was changed; and `chancery verify` says the same.
import {execFile} from 'node:child_process';
import {createRequire} from 'node:module';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {chromium} from 'playwright-core';

const [sample, browserPath, program] = process.argv.slice(2);
const read = name => readFileSync(join(sample, name));
const zip = read('sample.evidence.zip');
const key = read('key').toString().trim();
let failures = 0;

function expect(what, holds, found = '') {
  if (holds) return;
  ++failures;
  console.error(`not as expected: ${what} ${found}`);
}

// A ZIP file taken apart and put together again, so that changed entries have right checksums.
function entriesOf(bytes) {
  const entries = new Map();
  for (let at = 0; bytes.readUInt32LE(at) === 0x04034b50;) {
    const size = bytes.readUInt32LE(at + 18), name = bytes.readUInt16LE(at + 26);
    entries.set(bytes.toString('utf8', at + 30, at + 30 + name), bytes.subarray(at + 30 + name, at + 30 + name + size));
    at += 30 + name + size;
  }
  return entries;
}

const crcTable = Array.from({length: 256}, (_, n) => {
  for (let k = 0; k < 8; ++k) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n >>> 0;
});
const crc32 = bytes => (bytes.reduce((c, byte) => crcTable[(c ^ byte) & 0xff] ^ (c >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;

function zipOf(entries) {
  const local = [], central = [];
  let offset = 0;
  for (const [text, content] of [...entries].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const name = Buffer.from(text), fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(0x21, 8);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(content.length, 14);
    fields.writeUInt32LE(content.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    local.push(Buffer.from('PK\x03\x04'), fields, name, content);
    central.push(Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), fields, tail, name);
    offset += 30 + name.length + content.length;
  }
  const directory = Buffer.concat(central), end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.size, 8);
  end.writeUInt16LE(entries.size, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}

const good = entriesOf(zip);
expect('the test writes ZIP files as Chancery does', zipOf(good).equals(zip));
const names = [...good.keys()];
const named = pattern => names.filter(name => pattern.test(name));

/** The evidence with one entry changed by `change`, which gets and gives text. */
function changed(name, change) {
  const entries = new Map(good);
  entries.set(name, Buffer.from(change(good.get(name).toString('utf8')), 'utf8'));
  return zipOf(entries);
}
const without = name => zipOf(new Map([...good].filter(([other]) => other !== name)));
const swapped = (one, other) => zipOf(new Map([...good]).set(one, good.get(other)).set(other, good.get(one)));
const flipped = at => {
  const bytes = Buffer.from(zip);
  bytes[at] ^= 1;
  return bytes;
};

const leaves = named(/^entries\/.*leaf$/), proofs = named(/tlog-proof$/), openings = named(/^openings/);
const tampered = new Map([
  ['the first byte', flipped(0)], ['a byte in the middle', flipped(zip.length >> 1)], ['a byte of the directory', flipped(zip.length - 60)],
  ['the last byte', flipped(zip.length - 1)], ['a byte more', Buffer.concat([zip, Buffer.from('x')])], ['a byte less', zip.subarray(0, -1)],
  ['cut in half', zip.subarray(0, zip.length >> 1)], ['nothing', Buffer.alloc(0)],
  ['another root', changed('checkpoint', text => text.replace(/^(.*\n\d+\n).{4}/, '$1AAAA'))],
  ['another size', changed('checkpoint', text => text.replace(/\n\d+\n/, '\n7\n'))],
  ['another signature', changed('checkpoint', text => text.replace(/.{8}\n$/, 'AAAAAAA=\n'))],
  ['another key', changed('verifier-key', text => text.replace(/.{4}\n$/, 'AAAA\n'))],
  ['a size with a zero', changed('checkpoint', text => text.replace(/\n(\d+)\n/, '\n0$1\n'))],
  ['another readme', changed('README.txt', text => text + '\n')], ['no readme', without('README.txt')],
  ['another document', changed('evidence.json', text => text.replace(/"doc":"../, '"doc":"00'))],
  ['an index with spaces', changed('evidence.json', text => text.replace('{', '{ '))],
  ['another kind of file', changed('evidence.json', text => text.replace('evidence/1', 'evidence/9'))],
  ['a leaf of another time', changed(leaves[1], text => text.replace('"time":"2026', '"time":"2027'))],
  ['a leaf with a space', changed(leaves[2], text => text + ' ')], ['two leaves exchanged', swapped(leaves[0], leaves[1])],
  ['two proofs exchanged', swapped(proofs[0], proofs[1])], ['a shorter proof', changed(proofs[2], text => text.replace(/\n[A-Za-z0-9+/]{43}=\n/, '\n'))],
  ['a proof of another entry', changed(proofs[0], text => text.replace(/index \d+/, 'index 5'))],
  ['another event', changed(openings[0], text => text.replace('"event":"new"', '"event":"old"'))],
  ['another name', changed(openings[1], text => text.replace('Єва', 'Ева'))],
  ['another salt', changed(openings[3], text => text.replace(/"salt":"../, '"salt":"00'))],
  ['openings of another entry', swapped(openings[2], openings[3])],
  ['an opening doubled', changed(openings[4], text => `[${text.slice(1, -1)},${text.slice(1, -1)}]`)],
  ['no entry left of one', without(leaves[3])], ['an entry more', zipOf(new Map(good).set('extra', Buffer.from('x')))],
  ['other facts', changed(named(/^facts/)[0], text => text.replace('"time":"2026', '"time":"2027'))],
  ['another chart', changed(named(/^workflows/)[0], text => text.replace('withdraw', 'without'))],
  ['another policy', changed(named(/^rights/)[0], text => text + ' ')],
  ['another file', changed(named(/^files/)[0], text => text + 'x')],
  ['an older checkpoint of another history', changed(named(/^checkpoints\/\d+$/)[0], text => text.replace(/(\n\d+\n).{4}/, '$1AAAA'))],
  ['no proof of continuation', changed(named(/consistency$/)[0], () => '')],
  ['another proof of the map', changed('heads-proof', text => text.replace(/^.{4}/, 'AAAB'))],
]);

const browser = await chromium.launch({executablePath: browserPath, args: ['--no-sandbox']});
const context = await browser.newContext({locale: 'en-GB'});
const page = await context.newPage();
const asked = [];
page.on('request', request => { if (!/^(file|data|blob):/.test(request.url())) asked.push(request.url()); });
page.on('pageerror', error => expect('no error in the page', false, error.message));

const open = name => page.goto(pathToFileURL(join(sample, name)).href);
async function verdictOf({typed = '', file} = {}) {
  await page.fill('#relied', typed);
  if (file !== undefined) await page.setInputFiles('#file', {name: 'x.evidence.zip', mimeType: 'application/zip', buffer: file});
  await page.evaluate(() => document.querySelectorAll('#verdict, #problem').forEach(answer => answer.remove()));
  await page.click('#verify');
  await page.waitForSelector('#verdict, #problem');
  return page.evaluate(() => document.getElementById('verdict')?.dataset.verdict ?? 'PROBLEM');
}
const checks = () => page.evaluate(() => Object.fromEntries([...document.querySelectorAll('[data-check]')].map(row => [row.dataset.check, row.dataset.result])));

function programSays(file, args) {
  if (!program) return Promise.resolve(null);
  return new Promise(resolve => execFile(program, ['verify', file, '--json', '--at', '2027-01-01', ...args], (error, out) => resolve(out === '' ? {code: error?.code} : JSON.parse(out))));
}

// The page with its evidence.
await open('sample.evidence.html');
expect('it asks before it answers', (await page.locator('#verdict').count()) === 0);
expect('nothing from elsewhere is INDETERMINATE', (await verdictOf()) === 'INDETERMINATE');
for (const typed of [key, read('key-words').toString(), read('printed').toString(), read('printed').toString().toLowerCase().replace(/\n/g, ' ')]) {
  expect(`accepted with ${typed.slice(0, 20)}`, (await verdictOf({typed})) === 'TOTAL-PASSED');
}
const found = await checks();
for (const name of ['format', 'checkpoint', 'origin', 'inclusion', 'openings', 'sequence', 'completeness', 'files', 'earlier']) expect(`${name} was checked`, found[name] === 'passed', found[name]);
for (const name of ['replay', 'signatures', 'time', 'persons', 'outside']) expect(`${name} is told as not done`, found[name] === 'not_done', found[name]);
expect('a wrong fingerprint is refused', (await verdictOf({typed: 'AAAAA '.repeat(8)})) === 'TOTAL-FAILED');
expect('what is no fingerprint is a problem, not an answer', (await verdictOf({typed: 'nonsense'})) === 'PROBLEM');
expect('names are text, never markup', (await verdictOf({typed: key})) === 'TOTAL-PASSED' && (await page.locator('main i').count()) === 0 && (await page.textContent('main')).includes('Єва Ґалаґан <i>'));
await page.click('#language');
expect('it speaks Ukrainian', (await page.textContent('h1')) === 'Пакет доказів: перевірка' && (await page.getAttribute('html', 'lang')) === 'uk');
expect('it says in Ukrainian what is not done', (await page.textContent('main')).includes('Чого тут не перевірено і не доведено'));
await page.emulateMedia({media: 'print'});
expect('the form is not printed', !(await page.isVisible('form')) && (await page.isVisible('#verdict')));
await page.emulateMedia({media: 'screen'});

// The reader's own copy, with a file that is chosen.
await open('page.html');
expect('without a file it asks for one', (await verdictOf({typed: key})) === 'PROBLEM');
expect('good evidence is accepted', (await verdictOf({typed: key, file: zip})) === 'TOTAL-PASSED');
expect('so is the page with it', (await verdictOf({typed: key, file: read('sample.evidence.html')})) === 'TOTAL-PASSED');
for (const [what, file] of tampered) {
  const said = await verdictOf({typed: key, file});
  expect(`refused: ${what}`, said === 'TOTAL-FAILED', said);
  writeFileSync(join(sample, 'tampered.evidence.zip'), file);
  const program = await programSays(join(sample, 'tampered.evidence.zip'), ['--known', key]);
  // What does not even begin like evidence is bad input to the program, and no answer.
  if (program) expect(`the program says the same: ${what}`, program.verdict === said || program.code === 6, JSON.stringify(program).slice(0, 200));
}
expect('after all that good evidence is still accepted', (await verdictOf({typed: key, file: zip})) === 'TOTAL-PASSED');
const own = await checks();
const theirs = await programSays(join(sample, 'sample.evidence.zip'), ['--known', key]);
if (theirs) {
  expect('the program accepts', theirs.verdict === 'TOTAL-PASSED', JSON.stringify(theirs.checks));
  for (const {check, result} of theirs.checks) expect(`one answer about ${check}`, check === 'replay' || own[check] === result, `${own[check]} ${result}`);
}

// Where the browser has no Ed25519 the script takes over.
await page.addInitScript(() => {
  const importKey = crypto.subtle.importKey.bind(crypto.subtle);
  crypto.subtle.importKey = (format, data, algorithm, ...rest) =>
    algorithm?.name === 'Ed25519' ? Promise.reject(new DOMException('none', 'NotSupportedError')) : importKey(format, data, algorithm, ...rest);
});
await open('sample.evidence.html');
expect('accepted by the script', (await verdictOf({typed: key})) === 'TOTAL-PASSED');
expect('refused by the script', (await verdictOf({typed: key, file: tampered.get('another signature')})) === 'TOTAL-FAILED');

expect('nobody was asked for anything', asked.length === 0, asked.join(' '));
await browser.close();
console.log(`${tampered.size} changed files refused; ${failures} failures`);
process.exit(failures === 0 ? 0 : 1);
