import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { Company, Person, play, work } from './people.mjs';
import { fillForm } from './form.mjs';
import { download, sign } from './signing.mjs';

const [language, how] = process.argv.slice(2);
const options = { language, script: how === 'script' };
const source = process.env.CHANCERY_SOURCE ?? '../..';
const data = JSON.parse(readFileSync(`${source}/templates/demonstration/kyiv-utah.json`, 'utf8'));
const words = {
  uk: { missing: 'Заповніть поле «Заголовок»', needs: 'Чекає на вас', passed: 'Усе гаразд', failed: 'Не довіряйте цьому файлу', verified: 'Електронний підпис перевірено' },
  en: { missing: 'Fill in “Title”', needs: 'Needs you', passed: 'All is well', failed: 'Do not trust this file', verified: 'The electronic signature was verified' },
}[language];

let document = '';

let company = null;

async function as(browser, name, scene) {
  company ??= new Company(browser, options);
  await scene(await company.person(name));
}

const scenes = {
  'the clerk fills the form of the template; a missing field is named beside itself and nothing is lost': (browser) =>
    as(browser, 'clerk', async (clerk) => {
      await clerk.go('/documents/new');
      await clerk.page.locator('main .card a').filter({ hasText: language === 'uk' ? 'Меморандум' : 'emorandum' }).first().click();
      const title = `${data.title[language]} (${language})`;
      await fillForm(clerk.page, { ...data, title: { ...data.title, [language]: '' } });
      await clerk.page.locator('button[type=submit]').last().click();
      await clerk.sees(words.missing);
      assert.equal(await clerk.page.locator('[name="f:place.uk"]').inputValue(), data.place.uk);
      await clerk.checkAccessibility('the form with errors');
      await clerk.page.locator(`[name="f:title.${language}"]`).fill(title);
      await clerk.page.locator('button[type=submit]').last().click();
      await clerk.done('the new document');
      document = new URL(clerk.page.url()).pathname;
      await clerk.sees(title);
      await clerk.act('submit');
    }),

  'the reviewer finds it on the pile, returns it with a remark, and approves it the second time': async (browser) => {
    await as(browser, 'lawyer', async (lawyer) => {
      await lawyer.go('/documents');
      await lawyer.sees(words.needs);
      await lawyer.go(document);
      assert.equal(await lawyer.page.locator('form[action$="/actions/approve"] input[name=section]').count(), 1);
      await lawyer.act('return', (form) => form.locator('textarea').fill('Уточніть строк <b>ґ</b>'));
    });
    await as(browser, 'clerk', async (clerk) => {
      await clerk.go(document);
      await clerk.sees('Уточніть строк <b>ґ</b>');
      await clerk.act('submit');
    });
    await as(browser, 'lawyer', async (lawyer) => {
      await lawyer.go(document);
      await lawyer.act('approve');
    });
  },

  'one body concurs in the house, the other by a letter that one clerk records and another attests': async (browser) => {
    await as(browser, 'mfa', async (mfa) => {
      await mfa.go(document);
      await mfa.act('concur.mfa');
    });
    await as(browser, 'clerk', async (clerk) => {
      await clerk.go(document);
      writeFileSync(`${work}/лист.txt`, 'ЗРАЗОК / SPECIMEN');
      await clerk.act('record.development', async (form) => {
        for (const [name, value] of Object.entries({ signer: 'Софія Розбудова', capacity: 'міністр', body: 'Мінрозвитку', place: 'Київ', number: '7/14' }))
          await form.locator(`[name=${name}]`).fill(value);
        await form.locator('[name=acted]').fill('2026-02-02');
        await form.locator('[name=file]').setInputFiles(`${work}/лист.txt`);
      });
      assert.equal(await clerk.page.locator('form[action$="/actions/attest.development"]').count(), 0, 'who recorded may not attest');
    });
    await as(browser, 'clerk2', async (other) => {
      await other.go(document);
      await other.sees('Софія Розбудова', '7/14');
      await other.act('attest.development');
    });
  },

  'the translator certifies, the reviewer closes': async (browser) => {
    await as(browser, 'translator', async (translator) => {
      await translator.go(document);
      await translator.act('certify');
    });
    await as(browser, 'lawyer', async (lawyer) => {
      await lawyer.go(document);
      await lawyer.act('close');
    });
  },

  'each signatory signs with a program of their own, from what the page gives to download': async (browser) => {
    for (const [name, party] of [['head', '1'], ['partner', '2']]) {
      await as(browser, name, async (signatory) => {
        await signatory.go('/signing');
        await signatory.page.locator(`a[href="${document}/sign/sign"]`).click();
        await sign(signatory, party);
        await signatory.sees(words.verified);
      });
    }
  },

  'the clerk archives it; it is on no pile, and found among the finished': (browser) =>
    as(browser, 'clerk', async (clerk) => {
      await clerk.go(document);
      await clerk.act('archive');
      await clerk.go('/documents');
      assert.equal(await clerk.page.locator(`a[href="${document}"]`).count(), 0);
      await clerk.go('/documents?pile=finished');
      assert.equal(await clerk.page.locator(`a[href="${document}"]`).count(), 1);
    }),

  'the auditor reads the history, takes a receipt and the container, and changes nothing': (browser) =>
    as(browser, 'auditor', async (auditor) => {
      await auditor.go(document);
      assert.equal(await auditor.page.locator('form[action*="/actions/"]').count(), 0);
      assert.ok((await auditor.page.locator('ol.timeline > li').count()) >= 12);
      const receipt = JSON.parse(readFileSync(await download(auditor, 'ol.timeline a[href*="/receipts/"]'), 'utf8'));
      assert.ok(receipt.proof);
      const container = readFileSync(await download(auditor, 'a[href$=".asice"]'));
      const shown = await auditor.page.locator('#files ~ dl .hash').first().innerText();
      assert.equal(shown, createHash('sha256').update(container).digest('hex'));
      writeFileSync(`${work}/memorandum.asice`, container);
      copyFileSync(await download(auditor, 'form[action$="/evidence"] button[value=zip]'), `${work}/memorandum.evidence.zip`);
      await auditor.go(`/ledger?search=yes&document=${document.split('/').pop()}&event=sign`);
      assert.equal(await auditor.page.locator('tbody tr').count(), 2);
      writeFileSync(`${work}/verifier-key`, await auditor.page.locator('#head ~ p .hash').innerText());
      await company.leave();
    }),

  'outside, the evidence is verified with the key of the ledger from elsewhere, and not believed without it': async (browser) => {
    const stranger = await Person.enter(browser, null, options);
    const verify = async (known) => {
      await stranger.go('/verify');
      await stranger.page.setInputFiles('#container', `${work}/memorandum.evidence.zip`);
      await stranger.page.fill('#known', known);
      await stranger.page.locator('main form button[type=submit]').click();
      return stranger.page.locator('.verdict .govuk-body-s').innerText();
    };
    assert.match(await verify(''), /^INDETERMINATE/);
    assert.match(await verify(readFileSync(`${work}/verifier-key`, 'utf8')), /^TOTAL-PASSED/);
    await stranger.checkAccessibility('the verdict over evidence');
    await stranger.leave();
  },

  'outside, without logging in, the container is verified, and refused when one byte of it is another': async (browser) => {
    const stranger = await Person.enter(browser, null, options);
    const verify = async (file) => {
      await stranger.go('/verify');
      await stranger.page.setInputFiles('#container', file);
      await stranger.page.locator('main form button[type=submit]').click();
    };
    await verify(`${work}/memorandum.asice`);
    await stranger.sees(words.passed);
    const bytes = readFileSync(`${work}/memorandum.asice`);
    const at = bytes.indexOf('manifest.json') + 200;
    bytes[at] ^= 1;
    writeFileSync(`${work}/changed.asice`, bytes);
    await verify(`${work}/changed.asice`);
    await stranger.sees(words.failed);
    await stranger.checkAccessibility('the verdict');
    await stranger.leave();
  },
};

await play(scenes);
