// Fills the form of a template from data as templates/demonstration has them.
import assert from 'node:assert/strict';

/// A value behind a path of the form: `parties[1].official_name.uk`, items counted from 1.
function valueAt(data, path) {
  let value = data;
  for (const step of path.split('.')) {
    const [, name, , number] = step.match(/^([^[]+)(\[(\d+)\])?$/);
    value = value?.[name];
    if (number) value = value?.[number - 1];
  }
  return value;
}

function lists(data, at = '') {
  return Object.entries(data ?? {}).flatMap(([name, value]) => {
    const path = at ? `${at}.${name}` : name;
    if (Array.isArray(value)) return [[path, value.length], ...value.flatMap((item, index) => lists(item, `${path}[${index + 1}]`))];
    return value && typeof value === 'object' ? lists(value, path) : [];
  });
}

/// Adds items until every list is as long as its data, then types everything.
export async function fillForm(page, data) {
  for (const [path, length] of lists(data)) {
    const count = () => page.locator(`input[name="n:${path}"]`).inputValue().then(Number);
    while ((await count()) < length) await page.locator(`button[name=add][value="${path}"]`).click();
    while ((await count()) > length) await page.locator(`button[name=remove][value="${path}[${await count()}]"]`).click();
  }
  let typed = 0;
  for (const control of await page.locator('[name^="f:"]').all()) {
    const path = (await control.getAttribute('name')).slice(2);
    const value = valueAt(data, path);
    if (value === undefined || value === null) continue;
    const [tag, type] = await control.evaluate((node) => [node.tagName, node.type]);
    if (type === 'checkbox') await control.setChecked(value === true || value === 'yes');
    else if (tag === 'SELECT') await control.selectOption(String(value));
    else await control.fill(String(value));
    typed += 1;
  }
  assert.ok(typed > 0, 'nothing was typed');
}
