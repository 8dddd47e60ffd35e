// SPDX-License-Identifier: Apache-2.0
// A holder keeps a license on the phone; with the network cut the phone goes on making codes, which `elicense verify-code` trusts off a
// screenshot. The verifier's page has codes checked where there is a network, and says what was not checked where there is none.
// usage: node offline_pages_test.mjs ORIGIN MODULES_FOLDER SCREENSHOT_FOLDER BINARY WORK_FOLDER FACE_PATH
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { Phones } from './browser.mjs';
import { film } from './camera_film.mjs';
import { readScreenshot } from './screen_photograph.mjs';

const [origin, modules, shots, binary, work, face] = process.argv.slice(2);
const clip = `${modules}/offline_camera.y4m`;
const phones = await Phones.launchWithCamera(origin, modules, shots, clip);
const { heading, lookAt, lookEverywhere, press } = phones.ways();

/** What a verifier takes with it. */
async function fetchLists(page) {
  for (const [name, path] of [['lists.json', '/v1/status-lists'], ['list.jwt', '/v1/status-lists/0']]) {
    writeFileSync(`${work}/${name}`, await (await page.request.get(origin + path)).body());
  }
}

/** As a verifier's camera sees the screen. */
async function readScreen(page) {
  const picture = `${work}/screen.png`;
  await page.locator('canvas.code').screenshot({ path: picture });
  const { stdout } = spawnSync('zbarimg', ['--raw', '-q', picture], { encoding: 'utf8' });
  assert.match(stdout, /^EL1:/, 'the screen shows an offline code');
  return stdout.replace(/\n$/, '');
}

function verify(code) {
  const { status, stdout, stderr } = spawnSync(binary, ['verify-code', '--keys', `${work}/lists.json`, '--status-list', `${work}/list.jwt`,
    '--seen', `${work}/seen`, '--json'], { input: code + '\n', encoding: 'utf8' });
  assert.equal(status, 0, `${stdout}${stderr}`);
  return JSON.parse(stdout);
}

async function nextCode(page, before) {
  for (let second = 0; second < 40; second += 1) {
    const code = await readScreen(page);
    if (code !== before) return code;
    await page.waitForTimeout(1000);
  }
  return assert.fail('no new code came');
}

async function arrive(page) {
  await page.goto(origin + '/');
  await heading(page, '查看和管理您的电子证照');
  await phones.login(page, /张三/);
  await heading(page, '我的证照');
  await phones.goTo(page, '离线亮证');
  await heading(page, '离线亮证');
}

async function keepIdentityCard(page) {
  await page.getByLabel('证照', { exact: true }).selectOption({ label: '居民身份证' });
  await page.getByLabel('颁发机构', { exact: true }).check();
  await press(page, '存到本机');
  await page.getByRole('button', { name: /^出示：居民身份证/ }).waitFor();
}

const show = async (page) => {
  await page.getByRole('button', { name: /^出示/ }).click();
  await page.getByText('秒后自动更换').waitFor();
};

async function keep(page) {
  await arrive(page);
  await lookEverywhere(page, 'offline-none');
  for (const line of ['颁发机构', '性别', '民族']) await page.getByLabel(line, { exact: true }).check();
  await press(page, '存到本机');
  await page.getByRole('alert').waitFor();
  await lookAt(page, 'offline-too-many-lines');
  for (const line of ['性别', '民族']) await page.getByLabel(line, { exact: true }).uncheck();
  await keepIdentityCard(page);
  await lookEverywhere(page, 'offline-kept');
  await show(page);
  assert.match(await readScreenshot(page, `${shots}/offline-code-photographed.png`), /^EL1:/, 'a screenshot can be checked');
  await lookEverywhere(page, 'offline-code');
  await fetchLists(page);
}

/** Nothing is asked of anybody while the codes go on; nor after the page was loaded anew. */
async function withoutNetwork(page) {
  while (!await page.evaluate(async () => Boolean(await caches.match('/assets/scanner/index.js') && await caches.match('/')))) await page.waitForTimeout(100);
  await page.context().setOffline(true);
  const first = await readScreen(page);
  const report = verify(first);
  assert.equal(report.license.holder_name, '张**');
  verify(await nextCode(page, first));
  await page.reload();
  await page.getByText('只能出示此前存在本机的证照').waitFor();
  await lookEverywhere(page, 'offline-without-network');
  await phones.goTo(page, '我的证照');
  await page.getByRole('alert').getByText('没有连上服务').waitFor();
  await lookAt(page, 'offline-no-answer');
  await page.getByRole('link', { name: '离线亮证' }).last().click();
  await heading(page, '离线亮证');
  await show(page);
  verify(await readScreen(page));
  await page.context().setOffline(false);
}

async function verifier(page, holder) {
  await page.goto(origin + '/verify');
  await heading(page, '证照核验');
  await lookEverywhere(page, 'verifier-with-codes');
  const code = await readScreen(holder);
  await film(holder.locator('canvas.code'), clip);
  await press(page, '用摄像头扫码');
  await page.locator('.verdict.good').waitFor();
  await page.getByText('张**').waitFor();
  await lookEverywhere(page, 'verifier-code-trusted');
  const check = async (text) => {
    await page.getByLabel('扫码枪读出的内容').fill(text);
    await press(page, '核验这个码');
  };
  await check(code);
  await page.locator('.verdict.bad').waitFor();
  await lookAt(page, 'verifier-code-repeated');
  await check('https://example.com/v/x');
  await page.getByRole('alert').getByText('这不是离线码').waitFor();
  assert.equal(await page.locator('.verdict').count(), 1, 'the verdict of the code before is gone');
  await lookAt(page, 'verifier-no-code');
  await page.context().setOffline(true);
  await check(code);
  await heading(page, '没有网络，无法核验');
  await lookEverywhere(page, 'verifier-code-unchecked');
  await page.context().setOffline(false);
  await check(origin + face);
  await page.waitForURL(`**${face}`);
}

const keysOf = (page) => page.evaluate(async () => (await (await fetch('/v1/device-keys')).json()).device_keys.length);
const keptIn = (page) => page.evaluate(() => new Promise((resolve) => {
  const request = indexedDB.open('elicense', 1);
  request.onsuccess = () => { const all = request.result.transaction('phone').objectStore('phone').getAllKeys(); all.onsuccess = () => resolve(all.result.length); };
}));

async function remove(page) {
  await page.reload();
  await heading(page, '离线亮证');
  await page.getByText('可以离线亮证的手机').click();
  await lookAt(page, 'offline-phones');
  assert.equal(await keysOf(page), 1);
  await page.getByRole('button', { name: /^移除手机/ }).click();
  await page.getByText('本机没有存证照').waitFor();
  assert.deepEqual([await keysOf(page), await keptIn(page)], [0, 0]);

  await keepIdentityCard(page);
  assert.deepEqual([await keysOf(page), await keptIn(page)], [1, 1]);
  await press(page, '退出登录');
  await heading(page, '查看和管理您的电子证照');
  assert.equal(await keptIn(page), 0, 'whoever takes the browser next finds nothing');
  assert.equal(await page.getByRole('link', { name: '离线亮证' }).count(), 0);
}

try {
  const offline = /status of 4|ERR_INTERNET_DISCONNECTED/;
  await phones.phone({ deviceScaleFactor: 2, expected: offline }, async (holder) => {
    await keep(holder);
    await withoutNetwork(holder);
    await phones.phone({ expected: offline }, (page) => verifier(page, holder));
    await remove(holder);
  });
  console.log(`${phones.looked} views passed`);
} finally {
  await phones.browser.close();
}
