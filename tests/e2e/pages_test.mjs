// SPDX-License-Identifier: Apache-2.0
// A holder logs in, looks at a license, at who read it, reports an error and logs out; a verifier has files verified. Every view is
// held to axe-core without a violation, to the width of a small phone, to no outside host and to no console error.
// usage: node pages_test.mjs ORIGIN MODULES_FOLDER SCREENSHOT_FOLDER
import assert from 'node:assert/strict';
import { Phones } from './browser.mjs';

const [origin, modules, shots] = process.argv.slice(2);
const phones = await Phones.launch(origin, modules, shots);
const { heading, lookAt } = phones.ways();

async function login(page, person) {
  await page.goto(origin + '/');
  await heading(page, '查看和管理您的电子证照');
  await lookAt(page, 'holder-welcome');
  await phones.login(page, person);
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

  await phones.goTo(page, '我的纠错');
  await page.getByText('住址已变更，见户口簿。').waitFor();
  await lookAt(page, 'holder-corrections');
  await phones.goTo(page, '谁用过我的证照');
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
  await phones.phone({}, holder);
  await phones.phone({ colorScheme: 'dark' }, verifier);
  await phones.phone({}, keyboardOnly);
  await phones.phone({ expected: /ERR_FAILED/ }, unreachable);
  await phones.phone({ viewport: { width: 1280, height: 800 } }, async (page) => {
    await page.goto(origin + '/verify');
    await heading(page, '证照核验');
    await lookAt(page, 'verifier-desktop');
  });
  console.log(`${phones.looked} views passed`);
} finally {
  await phones.browser.close();
}
