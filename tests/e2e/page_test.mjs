// SPDX-License-Identifier: Apache-2.0
// The verification page in real Chromium: phone size, large type, dark, English; no outside host, no console error.
// usage: node page_test.mjs URL MODULES_FOLDER SCREENSHOT_FOLDER
import { createRequire } from 'node:module';
import { mkdirSync } from 'node:fs';
import assert from 'node:assert/strict';

const [url, modules, shots] = process.argv.slice(2);
const { chromium } = createRequire(modules + '/')('playwright-core');
mkdirSync(shots, { recursive: true });

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});

const views = [
  { name: 'phone', width: 360, height: 740, locale: 'zh-CN', expect: '证照有效' },
  { name: 'phone-english', width: 360, height: 740, locale: 'en-US', expect: 'This license is valid' },
  { name: 'phone-dark', width: 360, height: 740, locale: 'zh-CN', colorScheme: 'dark', expect: '证照有效' },
  { name: 'desktop', width: 1280, height: 800, locale: 'zh-CN', expect: '证照有效' },
  { name: 'large-type', width: 360, height: 740, locale: 'zh-CN', zoom: '200%', expect: '证照有效' },
  { name: 'unknown', width: 360, height: 740, locale: 'zh-CN', unknown: true, expect: '没有与此二维码对应的证照' },
];

try {
  for (const view of views) {
    const context = await browser.newContext({
      ignoreHTTPSErrors: true, locale: view.locale, colorScheme: view.colorScheme ?? 'light',
      viewport: { width: view.width, height: view.height },
    });
    const page = await context.newPage();
    const foreign = [], errors = [];
    const origin = new URL(url).origin;
    page.on('request', (request) => {
      if (!request.url().startsWith(origin) && !request.url().startsWith('data:')) foreign.push(request.url());
    });
    page.on('console', (message) => {
      const expected = view.unknown && message.text().includes('404');
      if (message.type() === 'error' && !expected) errors.push(message.text());
    });
    const answer = await page.goto(view.unknown ? url.replace(/[^/]+$/, 'AAAAAAAAAAAAAAAAAAAAAAAAAA') : url);
    assert.equal(answer.status(), view.unknown ? 404 : 200);
    if (view.zoom) await page.evaluate((zoom) => { document.documentElement.style.fontSize = zoom; }, view.zoom);

    assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), view.expect);
    assert.equal(await page.locator('[role=status]').count(), 1);
    const lang = await page.locator('html').getAttribute('lang');
    assert.equal(lang, view.locale.startsWith('en') ? 'en' : 'zh');
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wider <= 0, `${view.name}: the page is ${wider}px wider than the screen`);
    if (view.name === 'phone') { // the keyboard reaches the language switch, and it works
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement.textContent), 'English');
      await page.screenshot({ path: `${shots}/${view.name}.png`, fullPage: true });
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'This license is valid' }).waitFor();
    } else {
      await page.screenshot({ path: `${shots}/${view.name}.png`, fullPage: true });
    }
    assert.deepEqual(errors, [], `${view.name}: console errors`);
    assert.deepEqual(foreign, [], `${view.name}: requests to other hosts`);
    await context.close();
  }
  const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'en-US' });
  const page = await context.newPage();
  for (const path of ['/', '/scan', '/complaints', '/report']) { // this service has no identity provider
    await page.goto(new URL(path, url).href);
    await page.getByText('there is no login here').waitFor();
    assert.equal(await page.locator('a[href^="/login"]').count(), 0, path);
  }
  await context.close();
  console.log(`${views.length} views passed`);
} finally {
  await browser.close();
}
