import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { Company, Person, play, work } from './people.mjs';
import { fillForm } from './form.mjs';
import { sign } from './signing.mjs';

const [language, how] = process.argv.slice(2);
const options = { language, script: how === 'script' };
const source = process.env.CHANCERY_SOURCE ?? '../..';
const data = JSON.parse(readFileSync(`${source}/templates/demonstration/appeal-utah.json`, 'utf8'));
const staff = ['clerk', 'lawyer', 'translator', 'mfa', 'development', 'head', 'partner', 'partner2', 'clerk2'];
const parties = { head: '1', partner: '2', partner2: '3' };
const beside = new Set(['withdraw', 'return', 'attach', 'link', 'unlink', 'dossier.open', 'dossier.add']);

let document = '';

async function record(form) {
  for (const [name, value] of Object.entries({ signer: 'Ґалина Їжак', capacity: 'SPECIMEN', body: 'SPECIMEN', place: 'Київ', number: '7/14' }))
    await form.locator(`[name=${name}]`).fill(value);
  await form.locator('[name=acted]').fill('2026-02-02');
  writeFileSync(`${work}/evidence.txt`, 'ЗРАЗОК / SPECIMEN');
  await form.locator('[name=file]').setInputFiles(`${work}/evidence.txt`);
}

const address = (form) => form.locator('[name=to]').fill('Штат Юта <utah@example.org>\nwashington@example.org');

/// The one act that the page offers this person to move the document on; whether there was one.
async function actOnce(person) {
  await person.go(document);
  const offered = await person.page.locator('form[action*="/actions/"]').evaluateAll((forms) => forms.map((form) => form.getAttribute('action').split('/').pop()));
  const events = offered.filter((event) => !beside.has(event));
  const plain = events.includes('archive') ? 'archive' : events.find((event) => !event.startsWith('record.'));
  if (plain) return person.act(plain, plain === 'dispatch' ? address : undefined).then(() => plain);
  if ((await person.page.locator('main a[href$="/sign/sign"]').count()) > 0) {
    await person.page.locator('main a[href$="/sign/sign"]').click();
    await sign(person, parties[person.name]);
    return 'sign';
  }
  if (events.length === 0) return null;
  await person.act(events[0], record);
  return events[0];
}

await play({
  'the clerk makes the appeal from its template': async (browser) => {
    const clerk = await Person.enter(browser, 'clerk', options);
    await clerk.go('/documents/new/appeal');
    await fillForm(clerk.page, data);
    await clerk.page.locator('button[type=submit]').last().click();
    await clerk.done('the appeal');
    document = new URL(clerk.page.url()).pathname;
    await clerk.leave();
  },

  'each acts when the pages say so, until it is finished': async (browser) => {
    const done = [];
    const company = new Company(browser, options);
    for (let round = 0; round < 12; round += 1) {
      const before = done.length;
      for (const name of staff) {
        const person = await company.person(name);
        const event = await actOnce(person);
        if (event) done.push(`${name} ${event}`);
        if (round === 0) await person.checkAccessibility();
      }
      if (done.length === before) break;
    }
    const clerk = await company.person('clerk');
    await clerk.go('/documents?pile=finished');
    assert.equal(await clerk.page.locator(`a[href="${document}"]`).count(), 1, `not finished after:\n${done.join('\n')}`);
    await company.leave();
    console.log(`    ${done.join(', ')}`);
  },
});
