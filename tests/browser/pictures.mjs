import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { Person, play } from './people.mjs';
import { download } from './signing.mjs';

const [folder] = process.argv.slice(2);

async function take(person, name, options = {}) {
  const file = `${folder}/${name}.png`;
  // A browser on a busy machine sometimes cannot draw in its time; the next moment it can.
  for (let left = 4; ; left -= 1) {
    try {
      await person.page.screenshot({ path: file, animations: 'disabled', ...options });
      break;
    } catch (error) {
      if (left === 0) throw error;
      await person.page.waitForTimeout(1000);
    }
  }
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
    await clerk.go('/documents?stage=signed');
    await clerk.page.locator('td.title a').first().click();
    const container = readFileSync(await download(clerk, 'a[href$=".asice"]'));
    const lawyer = await Person.enter(browser, 'lawyer', { language: 'uk', ...size });
    await lawyer.openFirst();
    await take(lawyer, 'document', { fullPage: false });
    const head = await Person.enter(browser, 'head', { language: 'uk', ...size });
    await head.go('/signing');
    await head.page.locator('ul.acts a').first().click();
    await take(head, 'signing');
    const stranger = await Person.enter(browser, null, { language: 'en', ...size });
    await stranger.go('/verify');
    await stranger.page.setInputFiles('#container', { name: 'memorandum.asice', mimeType: 'application/vnd.etsi.asic-e+zip', buffer: container });
    await stranger.page.locator('main form button[type=submit]').click();
    await take(stranger, 'verdict');
  },
});
