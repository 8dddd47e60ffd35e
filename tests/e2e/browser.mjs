// SPDX-License-Identifier: Apache-2.0
// Chromium as a small phone, and what every view of the pages is held to.
import { createRequire } from 'node:module';
import { mkdirSync } from 'node:fs';
import assert from 'node:assert/strict';

export class Phones {
  /** @param modules folder of node_modules, @param shots folder of the screenshots, @param more arguments of Chromium */
  static async launch(origin, modules, shots, more = []) {
    const require = createRequire(modules + '/');
    const { chromium } = require('playwright-core');
    mkdirSync(shots, { recursive: true });
    const browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
        '--disable-component-update', '--disable-sync', ...more],
    });
    return Object.assign(new Phones(), { origin, shots, browser, axe: require('axe-core').source, looked: 0 });
  }

  /** With a camera that films the clip. A service worker is not taken from a certificate that only the page trusts. */
  static launchWithCamera(origin, modules, shots, clip) {
    return Phones.launch(origin, modules, shots, ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-video-capture=${clip}`, '--ignore-certificate-errors']);
  }

  /** What tests do most, by its name alone. */
  ways() {
    return {
      heading: (page, name) => this.heading(page, name),
      lookAt: (page, name) => this.lookAt(page, name),
      lookEverywhere: (page, name) => this.lookEverywhere(page, name),
      press: (page, name) => page.getByRole('button', { name, exact: true }).click(),
    };
  }

  /** A phone, with the console errors that are expected. */
  async phone({ expected = /status of 40[13]/, ...options }, test) {
    const context = await this.browser.newContext({ ignoreHTTPSErrors: true, locale: 'zh-CN', viewport: { width: 320, height: 740 }, ...options });
    const page = await context.newPage();
    const foreign = [], errors = [];
    page.on('request', (request) => {
      if (new URL(request.url()).hostname !== '127.0.0.1') foreign.push(request.url());
    });
    page.on('console', (message) => {
      const ours = message.location().url.startsWith(this.origin); // the provider's page has no icon
      if (message.type() === 'error' && ours && !expected.test(message.text())) errors.push(`${message.text()} ${message.location().url}`);
    });
    page.on('pageerror', (error) => errors.push(error.message));
    await test(page);
    assert.deepEqual(errors, [], 'console errors');
    assert.deepEqual(foreign, [], 'requests to other hosts');
    await context.close();
  }

  /** No violation of axe-core, nothing wider than the screen. */
  async lookAt(page, name) {
    await page.evaluate(this.axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    const found = violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target).join(', ')}`);
    assert.deepEqual(found, [], `${name}: axe`);
    await this.holdToWidth(page, name);
    await page.screenshot({ path: `${this.shots}/${name}.png`, fullPage: true });
    this.looked += 1;
  }

  async holdToWidth(page, name) {
    const wider = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      const outside = [...document.querySelectorAll('main *')].filter((element) => element.getBoundingClientRect().right > clientWidth);
      return scrollWidth > clientWidth ? [`${scrollWidth} px`, ...outside.map((element) => `${element.tagName}.${element.className} ${element.textContent.slice(0, 40)}`)] : [];
    });
    assert.deepEqual(wider, [], `${name}: wider than the screen`);
  }

  /** As it is; in English, dark and large; and at 200 % text. The view is drawn again, so nothing may have been entered yet. */
  async lookEverywhere(page, name) {
    await this.lookAt(page, name);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.getByRole('button', { name: '关怀大字' }).click();
    await this.lookAt(page, `${name}-dark-large`);
    await page.getByRole('button', { name: 'English' }).click();
    await page.locator('h1').waitFor();
    await this.lookAt(page, `${name}-english-dark-large`);
    await page.getByRole('button', { name: 'Large type' }).click();
    await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
    await this.holdToWidth(page, `${name} at 200 %`);
    await page.evaluate(() => { document.documentElement.style.fontSize = ''; });
    await page.emulateMedia({ colorScheme: 'light' });
    await page.getByRole('button', { name: '中文' }).click();
    await page.locator('h1').waitFor();
  }

  /** By the page's own navigation, which has most views behind a button. */
  async goTo(page, name) {
    const link = page.getByRole('link', { name, exact: true });
    if (!await link.isVisible()) await page.getByText('更多', { exact: true }).click();
    await link.click();
  }

  heading(page, name) {
    return page.getByRole('heading', { level: 1, name }).waitFor();
  }

  /** The development provider sends persons back to port 8443; the service under test listens elsewhere. */
  async login(page, person) {
    await page.getByRole('link', { name: '登录' }).click();
    const choice = await page.getByRole('link', { name: person }).getAttribute('href');
    const answer = await page.request.get(new URL(choice, page.url()).href, { maxRedirects: 0 });
    await page.goto(answer.headers().location.replace('https://127.0.0.1:8443', this.origin));
  }
}
