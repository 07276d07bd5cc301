// The lawyer logs in, finds the first document, and returns it with a remark: with the keyboard alone, by what has the focus.
import assert from 'node:assert/strict';
import { Person, password, play } from './people.mjs';

const focused = (page) => page.evaluate(() => {
  const node = document.activeElement;
  const style = getComputedStyle(node);
  const visible = node.matches(':focus-visible') && (style.outlineStyle !== 'none' || style.boxShadow !== 'none');
  return { tag: node.tagName, id: node.id, href: node.getAttribute('href'), name: node.getAttribute('name'), text: node.textContent.trim(), visible,
    form: node.form?.getAttribute('action') ?? '' };
});

/// Presses Tab until `wanted` has the focus; everything on the way must show that it has it.
async function tabTo(page, wanted, most = 200) {
  for (let pressed = 0; pressed < most; pressed += 1) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    if (now.tag !== 'BODY') assert.ok(now.visible, `the focus cannot be seen on ${JSON.stringify(now)}`);
    if (wanted(now)) return now;
  }
  throw new Error(`the keyboard does not reach ${wanted}`);
}

await play({
  'log in, open, return with a remark': async (browser) => {
    const lawyer = await Person.enter(browser, null, { language: 'uk' });
    const { page } = lawyer;
    await lawyer.go('/documents');
    await page.keyboard.press('Tab');
    assert.equal((await focused(page)).href, '#main', 'the first stop is the way past the header');
    await tabTo(page, (now) => now.id === 'name');
    await page.keyboard.type('lawyer');
    await tabTo(page, (now) => now.id === 'password');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/documents');
    const link = await tabTo(page, (now) => now.tag === 'A' && /^\/documents\/[0-9a-f]{32}$/.test(now.href ?? ''));
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${link.href}`);
    await tabTo(page, (now) => now.name === 'comment' && now.form.endsWith('/actions/return'));
    await page.keyboard.type('Уточніть — лише з клавіатури');
    await tabTo(page, (now) => now.tag === 'BUTTON' && now.form.endsWith('/actions/return'));
    await page.keyboard.press('Enter');
    await page.waitForURL(/done=/);
    await lawyer.sees('Уточніть — лише з клавіатури');
    await lawyer.leave();
  },
});
