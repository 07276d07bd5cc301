import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Person, officeFolder, play, url } from './people.mjs';

const payloads = ['<script>globalThis.stolen = 1</script>', '"><img src=x onerror="globalThis.stolen=1">', '{{csrf}}{{{content}}}', "'; DROP TABLE documents; --", '../../../../etc/passwd', 'a\r\nSet-Cookie: stolen=1', '\u202Egpj.exe'];

async function clerkOn(browser, options = {}) {
  const clerk = await Person.enter(browser, 'clerk', options);
  await clerk.go('/documents?q=Utah');
  await clerk.page.locator('td.title a').first().click();
  return clerk;
}

async function notStolen(person) {
  assert.equal(await person.page.evaluate(() => globalThis.stolen), undefined);
  assert.equal((await person.context.cookies()).some((cookie) => cookie.name === 'stolen'), false);
}

async function attach(person, name, content, as = 'evidence') {
  const form = person.page.locator('form[action$="/actions/attach"]');
  await form.locator('[name=as]').selectOption(as);
  await form.locator('[name=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });
  await form.locator('button[type=submit]').click();
}

await play({
  'payloads in every field of a new document are shown as text': async (browser) => {
    const clerk = await Person.enter(browser, 'clerk');
    for (const payload of payloads) {
      await clerk.go('/documents/new/memorandum_of_understanding');
      for (const control of await clerk.page.locator('textarea[name^="f:"], input[name^="f:"]:not([type])').all()) await control.fill(payload.replace(/[\r\n]/g, ' '));
      await clerk.page.locator('button[type=submit]').last().click();
      await notStolen(clerk);
      assert.equal(await clerk.page.locator('main script, main img[src=x]').count(), 0);
    }
    await clerk.leave();
  },

  'payloads in remarks, searches and file names are shown as text': async (browser) => {
    const clerk = await clerkOn(browser);
    const here = clerk.page.url();
    for (const payload of payloads) {
      await clerk.go(`/documents?q=${encodeURIComponent(payload)}&stage=${encodeURIComponent(payload)}`);
      await notStolen(clerk);
      await clerk.page.goto(here);
      await attach(clerk, payload.replace(/[\r\n/]/g, '_'), 'evidence');
      await clerk.done('the file');
      await notStolen(clerk);
    }
    const [file] = await Promise.all([clerk.page.waitForEvent('download'), clerk.page.locator('a[href*="/files/"][href*="evidence"]').first().click()]);
    assert.match(file.suggestedFilename(), /^[A-Za-z0-9._-]+$/);
    await clerk.leave();
  },

  'a file that is no Word document, a half one and an oversize one are refused in words, and the remark stays': async (browser) => {
    const clerk = await clerkOn(browser);
    for (const content of ['not a docx', 'PK\u0003\u0004 half of a docx', '']) {
      await clerk.page.locator('form[action$="/actions/attach"] textarea').fill('моє зауваження');
      await attach(clerk, 'ґанок.docx', content, 'text:uk');
      assert.ok(!clerk.page.url().includes('done='), 'it was taken');
      assert.equal(await clerk.page.locator('form[action$="/actions/attach"] textarea').inputValue(), 'моє зауваження');
      assert.equal(await clerk.page.locator('.govuk-error-summary').count(), 1);
      await clerk.checkAccessibility('a refused file');
    }
    await clerk.leave();
  },

  'a double click makes one document': async (browser) => {
    const clerk = await clerkOn(browser);
    const steps = () => clerk.page.locator('ol.timeline > li').count();
    const before = await steps();
    const form = clerk.page.locator('form[action$="/actions/attach"]');
    await form.locator('[name=as]').selectOption('evidence');
    await form.locator('[name=file]').setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('double click') });
    const here = clerk.page.url().split('?')[0];
    // The second sending takes the place of the first before it is answered.
    await form.locator('button[type=submit]').dblclick({ noWaitAfter: true });
    await clerk.until(() => /done=/.test(clerk.page.url()));
    await clerk.page.goto(here);
    assert.equal(await steps(), before + 1);
    await clerk.leave();
  },

  'the back button and a second sending of the same form have one effect': async (browser) => {
    const clerk = await clerkOn(browser, { script: false });
    const steps = () => clerk.page.locator('ol.timeline > li').count();
    const before = await steps();
    const key = await clerk.page.locator('form[action$="/actions/submit"] [name=key]').inputValue();
    await clerk.act('submit');
    await clerk.page.goBack();
    const again = clerk.page.locator('form[action$="/actions/submit"]');
    if ((await again.count()) === 1 && (await again.locator('[name=key]').inputValue()) === key) await again.locator('button[type=submit]').click();
    await clerk.page.goto(clerk.page.url().split('?')[0]);
    assert.equal(await steps(), before + 1);
    await clerk.leave();
  },

  'of two tabs the second is told what changed, and its remark stays': async (browser) => {
    const lawyer = await Person.enter(browser, 'lawyer');
    await lawyer.go('/documents?q=Utah');
    await lawyer.page.locator('td.title a').first().click();
    const second = await lawyer.context.newPage();
    await second.goto(lawyer.page.url());
    await lawyer.act('return', (form) => form.locator('textarea').fill('перша вкладка'));
    const form = second.locator('form[action$="/actions/return"]');
    await form.locator('textarea').fill('друга вкладка');
    await form.locator('button[type=submit]').click();
    const summary = await second.locator('.govuk-error-summary').innerText();
    assert.match(summary, /повернення на доопрацювання/, summary);
    await second.close();
    await lawyer.leave();
  },

  'a log-in that ends in the middle of a form: after logging in everything typed is back': async (browser) => {
    for (const script of [true, false]) {
      const clerk = await Person.enter(browser, 'clerk', { script });
      await clerk.go('/documents/new/memorandum_of_understanding');
      await clerk.page.locator('[name="f:title.uk"]').fill('про Ґанок, який не загубився');
      await clerk.page.locator('button[name=add][value=recitals]').click();
      await clerk.page.locator('[name="f:recitals[1].text.uk"]').fill('перше');
      await clerk.context.clearCookies();
      await clerk.page.locator('button[type=submit]').last().click();
      assert.equal(await clerk.page.locator('#password').count(), 1);
      await clerk.checkAccessibility('the log-in in the middle of a form');
      await clerk.logIn('wrong password');
      await clerk.logIn();
      await clerk.checkAccessibility('the way back');
      await clerk.page.locator('main form button[type=submit]').click();
      assert.equal(await clerk.page.locator('[name="f:title.uk"]').inputValue(), 'про Ґанок, який не загубився');
      assert.equal(await clerk.page.locator('[name="f:recitals[1].text.uk"]').inputValue(), 'перше');
      await clerk.leave();
    }
  },

  'a session ends at once when the account is disabled or its password changes': async (browser) => {
    const victim = await Person.enter(browser, 'clerk2');
    const administrator = await Person.enter(browser, 'administrator');
    await administrator.go('/people/clerk2');
    await administrator.page.locator('summary').nth(2).click();
    await administrator.page.fill('#password', 'lantern-harbour-72');
    await administrator.page.locator('form[action$="/password"] button').click();
    await administrator.page.waitForURL(/done=/);
    await victim.go('/documents');
    assert.match(victim.page.url(), /login/);
    await victim.logIn('lantern-harbour-72');
    await administrator.page.locator('summary').nth(3).click();
    await administrator.page.locator('form[action$="/disable"] button').click();
    await administrator.page.waitForURL(/done=/);
    await victim.go('/documents');
    assert.match(victim.page.url(), /login/);
    await administrator.leave();
    await victim.leave();
  },

  'a new person logs in with the first password, gets a role, and changes the password': async (browser) => {
    const administrator = await Person.enter(browser, 'administrator');
    await administrator.go('/people/new');
    for (const [id, value] of Object.entries({ 'uk-family': 'Ґедзь', 'uk-given': 'Їрина', 'en-family': 'Gedz', 'en-given': 'Yiryna', log_in_name: 'gedz' }))
      await administrator.page.fill(`#${id}`, value);
    await administrator.page.fill('#password', 'short');
    await administrator.page.locator('main form button[type=submit]').click();
    assert.equal(await administrator.page.inputValue('#uk-family'), 'Ґедзь');
    await administrator.page.fill('#password', 'first-lantern-2026');
    await administrator.page.locator('main form button[type=submit]').click();
    await administrator.go('/people/gedz');
    await administrator.page.locator('summary').first().click();
    await administrator.page.selectOption('#role', 'clerk');
    await administrator.page.fill('#role-instrument', 'наказ № 7 "<b>"');
    await administrator.page.locator('form[action$="/role"] button').click();
    await administrator.page.waitForURL(/done=/);
    await administrator.sees('наказ № 7 "<b>"');
    const person = await Person.enter(browser, null);
    person.name = 'gedz';
    await person.logIn('first-lantern-2026');
    await person.go('/account');
    await person.page.fill('#old_password', 'first-lantern-2026');
    await person.page.fill('#new_password', 'second-lantern-2026');
    await person.page.fill('#new_password_again', 'second-lantern-2026');
    await person.page.locator('form[action="/account/password"] button').click();
    assert.match(person.page.url(), /changed=yes/);
    await person.logIn('second-lantern-2026');
    assert.match(person.page.url(), /\/documents$/);
    await person.leave();
    await administrator.leave();
  },
});
