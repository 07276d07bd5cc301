// What a signatory does outside the browser: the key stays in a file, openssl stands for the program that signs.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { officeFolder, password, work } from './people.mjs';

const keyFile = (name) => ['-in', `${officeFolder}/demonstration/${name}.p12`, '-passin', `pass:${password}`];

export function certificateOf(name) {
  const file = `${work}/${name}.crt.pem`;
  writeFileSync(file, execFileSync('openssl', ['pkcs12', ...keyFile(name), '-nokeys', '-clcerts'], { stdio: ['ignore', 'pipe', 'ignore'] }));
  return file;
}

/// A detached CAdES signature of `manifestPath` in the archive that the page gave.
function signWithOwnProgram(name, archive, manifestPath) {
  const folder = mkdtempSync(`${work}/signing-`);
  execFileSync('unzip', ['-qo', archive, '-d', folder]);
  execFileSync('openssl', ['pkcs12', ...keyFile(name), '-nodes', '-out', `${folder}/key.pem`], { stdio: 'ignore' });
  execFileSync('openssl', ['cms', '-sign', '-binary', '-cades', '-md', 'sha256', '-in', `${folder}/${manifestPath}`, '-signer',
    `${folder}/key.pem`, '-outform', 'DER', '-out', `${folder}/signature.p7s`]);
  return `${folder}/signature.p7s`;
}

export async function download(person, selector) {
  const [file] = await Promise.all([person.page.waitForEvent('download'), person.page.locator(selector).first().click()]);
  return file.path();
}

/// From the page of the act to the document that is signed: certificate and capacity, the archive, the program, the upload.
export async function sign(person, party, uploaded = (path) => path) {
  const { page } = person;
  if (party) await page.selectOption('#party', party);
  await page.fill('#capacity', 'SPECIMEN — голова');
  await page.setInputFiles('#certificate', certificateOf(person.name));
  await page.locator('main form:has(#certificate) button[type=submit]').click();
  assert.equal(await page.locator('#signature').count(), 1, await person.text());
  const listPath = (await page.locator('ol.steps code').first().innerText()).trim();
  const p7s = signWithOwnProgram(person.name, await download(person, 'a[href$="to-sign.zip"]'), listPath);
  await page.setInputFiles('#signature', uploaded(p7s));
  await page.locator('main form button[type=submit]').click();
  await person.done('the signature');
}
