// SPDX-License-Identifier: Apache-2.0
// A holder logs in, looks at a license, at who read it, reports an error and logs out; a verifier has files verified. Every view is
// held to axe-core without a violation, to the width of a small phone, to no outside host and to no console error.
// usage: node pages_test.mjs ORIGIN MODULES_FOLDER SCREENSHOT_FOLDER
import { createRequire } from 'node:module';
import { mkdirSync } from 'node:fs';
import assert from 'node:assert/strict';

const [origin, modules, shots] = process.argv.slice(2);
const require = createRequire(modules + '/');
const { chromium } = require('playwright-core');
const axe = require('axe-core').source;
mkdirSync(shots, { recursive: true });

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});

/** A phone, with the console errors that are expected. */
async function phone({ expected = /status of 40[13]/, ...options }, test) {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'zh-CN', viewport: { width: 320, height: 740 }, ...options });
  const page = await context.newPage();
  const foreign = [], errors = [];
  page.on('request', (request) => {
    if (new URL(request.url()).hostname !== '127.0.0.1') foreign.push(request.url());
  });
  page.on('console', (message) => {
    const ours = message.location().url.startsWith(origin); // the provider's page has no icon
    if (message.type() === 'error' && ours && !expected.test(message.text())) errors.push(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => errors.push(error.message));
  await test(page);
  assert.deepEqual(errors, [], 'console errors');
  assert.deepEqual(foreign, [], 'requests to other hosts');
  await context.close();
}

let looked = 0;
async function lookAt(page, name) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  const found = violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target).join(', ')}`);
  assert.deepEqual(found, [], `${name}: axe`);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wider <= 0, `${name}: ${wider}px wider than the screen`);
  await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
  looked += 1;
}

const heading = (page, name) => page.getByRole('heading', { level: 1, name }).waitFor();

/** The development provider sends persons back to port 8443; the service under test listens elsewhere. */
async function wayBack(page, choice) {
  const answer = await page.request.get(new URL(choice, page.url()).href, { maxRedirects: 0 });
  return answer.headers().location.replace('https://127.0.0.1:8443', origin);
}

async function login(page, person) {
  await page.goto(origin + '/');
  await heading(page, '查看和管理您的电子证照');
  await lookAt(page, 'holder-welcome');
  await page.getByRole('link', { name: '登录' }).click();
  await page.goto(await wayBack(page, await page.getByRole('link', { name: person }).getAttribute('href')));
  await heading(page, '我的证照');
}

async function holder(page) {
  await login(page, /zhang-san|张三/);
  await page.getByText('有效', { exact: true }).waitFor();
  await lookAt(page, 'holder-licenses');
  await page.getByRole('link', { name: /^查看/ }).click();
  const face = page.getByRole('img', { name: /证照正面/ });
  await face.waitFor();
  await page.waitForFunction(() => document.querySelector('img.face')?.complete);
  assert.ok(await face.evaluate((image) => image.naturalWidth) > 0, 'the face is drawn');
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H1', 'the keyboard begins at the heading');
  await lookAt(page, 'holder-license');

  await page.getByText('我发现内容有误').click();
  await page.getByLabel('请说明正确内容').fill('住址已变更，见户口簿。');
  await lookAt(page, 'holder-correction');
  await page.getByRole('button', { name: '提交' }).click();
  await page.getByText(/已提交，编号：\d+/).first().waitFor();

  await page.getByRole('link', { name: '我的纠错' }).click();
  await page.getByText('住址已变更，见户口簿。').waitFor();
  await lookAt(page, 'holder-corrections');
  await page.getByRole('link', { name: '谁用过我的证照' }).click();
  await page.getByText('housing fund').waitFor();
  await lookAt(page, 'holder-uses');

  await page.getByRole('button', { name: 'English' }).click();
  await heading(page, 'Who used my licenses');
  await page.getByRole('button', { name: 'Large type' }).click();
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-pressed')), 'true');
  await lookAt(page, 'holder-uses-english-large');
  await page.getByRole('button', { name: 'Log out' }).click();
  await heading(page, 'See and manage your electronic licenses');
  await page.reload();
  await heading(page, 'See and manage your electronic licenses');
}

async function verifier(page) {
  await page.goto(origin + '/verify');
  await heading(page, '证照核验');
  await lookAt(page, 'verifier');
  await page.getByLabel('选择 OFD 文件').setInputFiles(`${modules}/license.ofd`);
  await page.locator('.verdict.good').waitFor();
  await lookAt(page, 'verifier-trusted');
  await page.getByLabel('选择 OFD 文件').setInputFiles(`${modules}/changed.ofd`);
  await page.locator('.verdict.bad').waitFor();
  await lookAt(page, 'verifier-untrusted');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByText('What to do').first().waitFor();
  await lookAt(page, 'verifier-untrusted-english');
}

async function keyboardOnly(page) {
  await page.goto(origin + '/verify');
  await heading(page, '证照核验');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'file');
}

async function unreachable(page) {
  await page.goto(origin + '/verify');
  await page.route('**/v1/verifications', (route) => route.abort());
  await page.getByLabel('选择 OFD 文件').setInputFiles(`${modules}/license.ofd`);
  await page.getByRole('alert').getByText('没有连上服务').waitFor();
  await lookAt(page, 'verifier-unreachable');
}

try {
  await phone({}, holder);
  await phone({ colorScheme: 'dark' }, verifier);
  await phone({}, keyboardOnly);
  await phone({ expected: /ERR_FAILED/ }, unreachable);
  await phone({ viewport: { width: 1280, height: 800 } }, async (page) => {
    await page.goto(origin + '/verify');
    await heading(page, '证照核验');
    await lookAt(page, 'verifier-desktop');
  });
  console.log(`${looked} views passed`);
} finally {
  await browser.close();
}
