import { Person, play } from './people.mjs';

const [language] = process.argv.slice(2);

/// Everything that a person can open from the list, as addresses.
async function documentsOf(person) {
  await person.go('/documents');
  return person.page.locator('td.title a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
}

/// axe-core looks at a wide window in one language and at a narrow one in the other; in both nothing is too wide.
const [looked, other] = language === 'uk' ? [320, 1280] : [1280, 320];

async function look(person, path) {
  await person.page.setViewportSize({ width: looked, height: 900 });
  await person.go(path);
  await person.checkAccessibility(`${path} at ${looked} px, as ${person.name}`);
  for (const width of [looked, other]) {
    await person.page.setViewportSize({ width, height: 900 });
    await person.checkWidth(`${path} at ${width} px, as ${person.name}`);
  }
}

const paths = {
  clerk: ['/documents', '/dossiers', '/documents?pile=finished', '/documents?q=nothing', '/documents/new', '/documents/new/memorandum_of_understanding', '/documents/new/appeal_fr', '/people', '/people/clerk', '/account', '/verify', '/nowhere', '/people/new'],
  head: ['/signing', '/documents'],
  auditor: ['/documents', '/people', '/ledger', '/ledger/sheet', '/ledger?search=yes&event=approve', '/ledger?search=yes&hash=no'],
  administrator: ['/definitions', '/people', '/people/new', '/people/clerk', '/account', '/documents'],
};

const scenes = {
  'without a log-in': async (browser) => {
    const stranger = await Person.enter(browser, null, { language });
    for (const path of ['/login', '/login?changed=yes', '/verify']) await look(stranger, path);
    await stranger.go('/login');
    await stranger.page.fill('#name', 'clerk');
    await stranger.page.fill('#password', 'not this one');
    await stranger.page.click('form.login button[type=submit]');
    await stranger.checkAccessibility('the log-in that failed');
    await stranger.page.setInputFiles('#name', []).catch(() => {});
    await stranger.go('/verify');
    await stranger.page.locator('#container').setInputFiles({ name: 'ґ.txt', mimeType: 'text/plain', buffer: Buffer.from('no container') });
    await stranger.page.locator('main form button[type=submit]').click();
    await stranger.checkAccessibility('what is no container');
    await stranger.leave();
  },
};
for (const [name, own] of Object.entries(paths)) {
  scenes[`as ${name}`] = async (browser) => {
    const person = await Person.enter(browser, name, { language });
    for (const path of own) await look(person, path);
    await person.leave();
  };
}
scenes['a workflow, walked through by the administrator'] = async (browser) => {
  const person = await Person.enter(browser, 'administrator', { language });
  await person.go('/definitions');
  const path = await person.page.locator('a[href^="/definitions/workflow/"]').first().getAttribute('href');
  await look(person, path);
  await person.go(path);
  await person.page.locator(`a[href^="${path}?events="]`).first().click();
  await person.checkAccessibility('a workflow after a step');
  await look(person, `${path}?prove=yes`);
  await person.leave();
};
for (const name of ['clerk', 'lawyer', 'translator', 'mfa', 'head', 'auditor']) {
  scenes[`every document, as ${name}`] = async (browser) => {
    const person = await Person.enter(browser, name, { language });
    // The clerk sees a document in every stage; what others may do with it shows on the newest ones.
    const all = await documentsOf(person);
    for (const path of name === 'clerk' ? all : all.slice(0, 2)) {
      await look(person, path);
      const further = await person.page.locator('main a[href*="/texts/"], main a[href*="/readings/uk"], main a[href*="/sign/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
      for (const one of new Set(further.slice(0, 3))) await look(person, one);
    }
    // Long pages, the same for everybody: one document is enough.
    if (name === 'lawyer') for (const tail of ['/cover', '/differences', '/differences?layout=side', '/languages/en?only=findings']) await look(person, all[0] + tail);
    await person.leave();
  };
}

await play(scenes);
