import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { Person, play } from './people.mjs';

const [folder] = process.argv.slice(2);

async function take(person, name, options = {}) {
  const file = `${folder}/${name}.png`;
  await person.page.screenshot({ path: file, animations: 'disabled', ...options });
  try {
    execFileSync('pngquant', ['--force', '--strip', '--quality=60-90', '--output', file, file]);
  } catch {
    // Smaller with pngquant, where it is installed; the picture is the same.
  }
  console.log(`  ${name}.png, ${Math.round(statSync(file).size / 1000)} kB`);
}

await play({
  'the main pages': async (browser) => {
    const size = { width: 1100, height: 900 };
    const clerk = await Person.enter(browser, 'clerk', { language: 'uk', ...size });
    await clerk.go('/documents');
    await take(clerk, 'work-list');
    await clerk.go('/documents/new/memorandum_of_understanding');
    await clerk.page.locator('button[type=submit]').last().click();
    await take(clerk, 'new-document');
    await clerk.go('/people');
    await take(clerk, 'people');
    const lawyer = await Person.enter(browser, 'lawyer', { language: 'uk', ...size });
    await lawyer.openFirst();
    await take(lawyer, 'document', { fullPage: false });
    const head = await Person.enter(browser, 'head', { language: 'uk', ...size });
    await head.go('/signing');
    await head.page.locator('ul.acts a').first().click();
    await take(head, 'signing');
    const stranger = await Person.enter(browser, null, { language: 'en', ...size });
    await stranger.go('/verify');
    await stranger.page.setInputFiles('#container', { name: 'memorandum.asice', mimeType: 'application/vnd.etsi.asic-e+zip', buffer: Buffer.from('PK\u0005\u0006' + '\0'.repeat(18), 'latin1') });
    await stranger.page.locator('main form button[type=submit]').click();
    await take(stranger, 'verdict');
  },
});
