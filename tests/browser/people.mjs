// The people of the demonstration in a browser: each has a context of their own, in a language, with or without script.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

export const url = process.env.CHANCERY_URL;
export const work = process.env.CHANCERY_WORK;
export const password = process.env.CHANCERY_PASSWORD;
export const officeFolder = process.env.CHANCERY_OFFICE_FOLDER;
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const switches = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking', '--disable-component-update',
  '--disable-default-apps', '--disable-domain-reliability', '--disable-extensions', '--disable-sync', '--no-first-run', '--no-pings',
  '--metrics-recording-only', '--disable-features=Translate,OptimizationHints,MediaRouter,DialMediaRouteProvider'];

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM, args: switches });

export class Person {
  /// `options`: {language: 'uk' or 'en', script: boolean, width, height}
  static async enter(browser, name, options = {}) {
    const { language = 'uk', script = true, width = 1280, height = 900 } = options;
    const context = await browser.newContext({ locale: language === 'uk' ? 'uk-UA' : 'en-GB', javaScriptEnabled: script,
      viewport: { width, height }, acceptDownloads: true });
    const person = new Person(context, await context.newPage(), name, script);
    if (name !== null) await person.logIn();
    return person;
  }

  constructor(context, page, name, script) {
    Object.assign(this, { context, page, name, script, problems: [] });
    page.setDefaultTimeout(20000);
    page.on('pageerror', (error) => this.problems.push(`script: ${error.message}`));
    page.on('console', (message) => {
      // A page that answers 4xx on purpose is logged by the browser; what the policy refuses is a mistake of ours.
      if (message.type() === 'error' && /Content Security Policy|Refused to/.test(message.text())) this.problems.push(message.text());
    });
  }

  async logIn(typed = password) {
    if ((await this.page.locator('form.login').count()) === 0) await this.go('/login');
    await this.page.fill('#name', this.name);
    await this.page.fill('#password', typed);
    await this.page.click('form.login button[type=submit]');
  }

  go(path) { return this.page.goto(url + path); }
  text() { return this.page.locator('main').innerText(); }
  heading() { return this.page.locator('h1').innerText(); }

  async sees(...parts) {
    const text = await this.text();
    for (const part of parts) assert.ok(text.includes(part), `${this.name} does not see “${part}” in:\n${text.slice(0, 3000)}`);
  }

  /// Opens the newest document on the pile that needs this person.
  async openFirst() {
    await this.go('/documents');
    await this.page.locator('section[aria-labelledby=mine] td.title a').first().click();
  }

  /// Does one act on the open document page.
  async act(event, fill = async () => {}) {
    const form = this.page.locator(`form[action$="/actions/${event}"]`);
    assert.equal(await form.count(), 1, `${this.name} has no form for ${event} on ${this.page.url()}:\n${await this.text()}`);
    await fill(form);
    await form.locator('button[type=submit]').last().click();
    await this.page.waitForLoadState();
    await this.done(event);
  }

  /// Looks again until it is so.
  async until(isSo) {
    for (let waited = 0; waited < 20000; waited += 100) {
      if (await isSo()) return;
      await this.page.waitForTimeout(100);
    }
    assert.fail(`${this.name} waits in vain on ${this.page.url()}`);
  }

  async done(what) {
    assert.match(this.page.url(), /done=\d+/, `${what} by ${this.name} was not done:\n${(await this.text()).slice(0, 2000)}`);
  }

  /// Nothing that axe-core objects to; without script the page is looked at all the same, by the tool's own.
  async checkAccessibility(where = this.page.url()) {
    if (!this.script) return;
    await this.page.evaluate(axeSource);
    const results = await this.page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
    const words = results.violations.map((one) => `${one.id}: ${one.help}\n    ${one.nodes.slice(0, 5).map((node) => node.html).join('\n    ')}`);
    assert.deepEqual(words, [], `axe on ${where}:\n${words.join('\n')}`);
  }

  /// Nothing is wider than the window.
  async checkWidth(where = this.page.url()) {
    const wide = await this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `${where} is ${wide} px too wide`);
  }

  async leave() {
    assert.deepEqual(this.problems, []);
    await this.context.close();
  }
}

/// Persons who stay logged in while a test goes on, each entered when first asked for.
export class Company {
  constructor(browser, options) { Object.assign(this, { browser, options, persons: new Map() }); }

  async person(name) {
    if (!this.persons.has(name)) this.persons.set(name, await Person.enter(this.browser, name, this.options));
    return this.persons.get(name);
  }

  async leave() { for (const person of this.persons.values()) await person.leave(); }
}

/// Runs `scenes` one after another and ends the process with the first that fails.
export async function play(scenes) {
  const browser = await launch();
  try {
    for (const [name, scene] of Object.entries(scenes)) {
      await scene(browser);
      console.log(`  ${name}`);
    }
  } finally {
    await browser.close();
  }
}
