// SPDX-License-Identifier: Apache-2.0
// A holder shows, a counter scans with its camera or types the digits, the holder agrees or refuses, and sees who scanned.
// usage: node show_pages_test.mjs ORIGIN MODULES_FOLDER SCREENSHOT_FOLDER
import assert from 'node:assert/strict';
import { Phones } from './browser.mjs';
import { film } from './camera_film.mjs';
import { readScreenshot } from './screen_photograph.mjs';

const [origin, modules, shots] = process.argv.slice(2);
const clip = `${modules}/camera.y4m`;
const phones = await Phones.launchWithCamera(origin, modules, shots, clip);
const { heading, lookAt, lookEverywhere, press } = phones.ways();

async function holderArrives(page, person = /张三/) {
  await page.goto(origin + '/');
  await heading(page, '查看和管理您的电子证照');
  await phones.login(page, person);
  await heading(page, '我的证照');
}

async function clerkArrives(page) {
  await page.goto(origin + '/scan');
  await page.getByText('请先以窗口人员身份登录').waitFor();
  await lookEverywhere(page, 'counter-stranger');
  await phones.login(page, /王五/);
  await heading(page, '窗口扫码'); // the login leads back to the page that asked for it
}

async function fillCounter(page) {
  await page.getByLabel('事项名称').fill('居住证申领');
  await page.getByLabel('办件编号').fill('2026-000017');
  await page.getByLabel('窗口或设备').fill('窗口 3');
  await page.getByLabel('添加证照类型').selectOption({ label: '居民身份证' });
  await page.getByRole('group', { name: '居民身份证' }).waitFor();
}

/** The ten digits as a screen reader has them. */
async function spoken(page) {
  const digits = (await page.locator('.digits .unseen').textContent()).replace(/\D/g, '');
  assert.match(digits, /^\d{10}$/);
  return digits;
}

async function showCode(page, license) {
  await phones.goTo(page, '亮证');
  await heading(page, '亮证');
  if (license) await page.getByLabel(license).check();
  await press(page, '显示二维码');
  await page.locator('canvas.code').waitFor();
}

const twoDigits = async (page) => (await page.locator('.two .unseen').textContent()).replace(/\D/g, '');

async function typeCode(clerk, digits) {
  await clerk.getByLabel('扫码枪读出的内容').fill(digits);
  await press(clerk, '请对方确认');
  await heading(clerk, '请对方核对这两位数字');
}

async function answerRightly(holder, match) {
  await holder.getByLabel('对方屏幕上的两位数字').fill(match);
  await press(holder, '同意提供');
  await heading(holder, '已提供');
}

async function byCamera(holder, clerk) {
  await phones.goTo(holder, '亮证');
  await heading(holder, '亮证');
  await lookEverywhere(holder, 'show-choice');
  await showCode(holder, '居民身份证');
  await spoken(holder);
  assert.match(await readScreenshot(holder, `${shots}/show-code-photographed.png`), /^https:\/\/.*\/s\//, 'a screenshot can be scanned');
  await lookEverywhere(holder, 'show-code');
  await lookEverywhere(clerk, 'counter-form');
  await fillCounter(clerk);
  await clerk.getByText('只要其中几项').click();
  await clerk.getByLabel('姓名', { exact: true }).check();
  await lookAt(clerk, 'counter-filled');
  await film(holder.locator('canvas.code'), clip);
  await press(clerk, '用摄像头扫码');
  await heading(clerk, '请对方核对这两位数字');
  await lookEverywhere(clerk, 'counter-waiting');

  await heading(holder, '有窗口扫了您的码，请确认');
  assert.equal(await holder.evaluate(() => document.activeElement.tagName), 'H1', 'the keyboard begins at the heading');
  await lookEverywhere(holder, 'confirm');
  const match = await twoDigits(clerk);
  await holder.getByLabel('对方屏幕上的两位数字').fill(match === '11' ? '22' : '11');
  await press(holder, '同意提供');
  await holder.getByRole('alert').waitFor();
  await lookAt(holder, 'confirm-wrong-digits');
  await answerRightly(holder, match);
  await heading(clerk, '对方已同意');
  await clerk.getByText('张三样例').first().waitFor();
  await lookEverywhere(clerk, 'counter-given');
  await lookEverywhere(holder, 'answered');
}

/** What the counter did not fetch can be taken back. */
async function bySpokenCode(holder, clerk) {
  await press(holder, '再次亮证');
  await heading(holder, '亮证');
  const digits = await spoken(holder);
  await clerk.route('**/v1/license-uses', (route) => route.abort());
  await press(clerk, '下一位');
  await typeCode(clerk, digits);
  await heading(holder, '有窗口扫了您的码，请确认');
  await answerRightly(holder, await twoDigits(clerk));
  await clerk.getByRole('alert').waitFor();
  await lookAt(clerk, 'counter-given-unreachable');
  await phones.goTo(holder, '扫码记录');
  await heading(holder, '扫码记录');
  await lookEverywhere(holder, 'scans');
  await holder.getByRole('button', { name: /^收回授权/ }).first().click();
  await holder.getByText('对方尚未取走的内容不能再取').waitFor();
  await holder.getByText('我没有同意，或对使用有异议').first().click();
  await lookAt(holder, 'scans-taken-back');
}

/** With nothing but the keyboard. */
async function byKeyboard(holder, clerk) {
  const reach = async (page, what) => {
    for (let tab = 0; tab < 80; tab += 1) {
      await page.keyboard.press('Tab');
      if (await what.evaluate((element) => element === document.activeElement)) return;
    }
    assert.fail(`${what} cannot be reached by the keyboard`);
  };
  await reach(holder, holder.getByRole('link', { name: '亮证', exact: true }));
  await holder.keyboard.press('Enter');
  await heading(holder, '已收回');
  await reach(holder, holder.getByRole('button', { name: '再次亮证' }));
  await holder.keyboard.press('Enter');
  await heading(holder, '亮证');
  const digits = await spoken(holder);

  await press(clerk, '下一位');
  await heading(clerk, '窗口扫码');
  await reach(clerk, clerk.getByLabel('扫码枪读出的内容'));
  await clerk.keyboard.type(digits);
  await clerk.keyboard.press('Enter');
  await heading(clerk, '请对方核对这两位数字');
  await heading(holder, '有窗口扫了您的码，请确认');
  await reach(holder, holder.getByRole('checkbox', { name: '居民身份证' }));
  await reach(holder, holder.getByLabel('对方屏幕上的两位数字'));
  await holder.keyboard.type(await twoDigits(clerk));
  await reach(holder, holder.getByRole('button', { name: '拒绝' }));
  await holder.keyboard.press('Enter');
  await heading(holder, '已拒绝，没有提供任何内容');
  await lookAt(holder, 'answered-refused');
  await heading(clerk, '对方没有同意');
  await lookEverywhere(clerk, 'counter-refused');
}

/** Named for one matter: nobody is asked a second time. My code: what the counter may ask for. */
async function otherWays(holder, clerk) {
  await press(holder, '再次亮证');
  await press(holder, '停止亮证');
  await heading(holder, '亮证已结束');
  await lookAt(holder, 'show-over');
  await press(holder, '再次亮证');
  await holder.getByLabel('居民身份证').check();
  await holder.getByText('只用于一个事项').click();
  await holder.getByLabel('事项编码').fill('000100001');
  await holder.getByLabel('事项名称').fill('居住证申领');
  await lookAt(holder, 'show-choice-matter');
  await press(holder, '显示二维码');
  const digits = await spoken(holder);
  await clerk.unroute('**/v1/license-uses');
  await press(clerk, '下一位');
  await clerk.getByLabel('扫码枪读出的内容').fill(digits);
  await press(clerk, '请对方确认');
  await heading(clerk, '对方已同意');
  await heading(holder, '已提供');
  await holder.getByText('按您指定的事项直接提供').waitFor();

  await press(clerk, '下一位');
  await clerk.getByLabel('扫码枪读出的内容').fill('1234567890');
  await press(clerk, '请对方确认');
  await clerk.getByRole('alert').waitFor();
  await lookAt(clerk, 'counter-wrong-code');
}

async function mandates(holder) {
  await phones.goTo(holder, '委托');
  await heading(holder, '委托');
  await lookEverywhere(holder, 'mandates-none');
  await holder.getByText('委托他人代办').click();
  await holder.getByLabel('受托人姓名').fill('李四');
  await holder.getByLabel('受托人证件号码').fill('999999198505050025');
  await holder.getByLabel('居民身份证').check();
  await holder.getByLabel('事项编码').fill('000100001');
  await holder.getByLabel('事项名称').fill('居住证申领');
  await holder.getByLabel('最后一天').fill(new Date(Date.now() + 7 * 86400e3).toISOString().slice(0, 10));
  await lookAt(holder, 'mandate-form');
  await press(holder, '确认委托');
  await holder.getByRole('heading', { level: 3, name: '李四' }).waitFor();
  await lookEverywhere(holder, 'mandates');
}

async function agent(page) {
  await holderArrives(page, /李四/);
  await phones.goTo(page, '委托');
  await page.getByRole('button', { name: /替其亮证/ }).click();
  await page.locator('canvas.code').waitFor();
  await lookAt(page, 'show-code-for-another');
  await press(page, '停止亮证');
  await heading(page, '亮证已结束');
}

async function endMandate(holder) {
  await holder.getByRole('button', { name: /撤销委托/ }).click();
  await holder.getByText('已撤销').first().waitFor();
  await holder.getByText('我的纸质码丢了').click();
  await press(holder, '挂失');
  await holder.getByText('已挂失，失效的纸质码数量：0').waitFor();
  await lookAt(holder, 'mandate-ended');
}

/** After one visit the verifier's page is there without a network, and nothing about anybody was kept. */
async function offline(page) {
  await page.goto(origin + '/verify');
  await heading(page, '证照核验');
  while (!await page.evaluate(async () => Boolean(await caches.match('/assets/app/words.js') && await caches.match('/verify')))) await page.waitForTimeout(100);
  await page.context().setOffline(true);
  await page.reload();
  await heading(page, '证照核验');
  await lookAt(page, 'verifier-offline');
  const kept = await page.evaluate(async () => (await (await caches.open('pages-1')).keys()).map((request) => new URL(request.url).pathname));
  assert.ok(kept.includes('/assets/app/verifier.js'));
  assert.deepEqual(kept.filter((path) => !path.startsWith('/assets/') && !['/', '/verify', '/scan'].includes(path)), []);
  await page.context().setOffline(false);
}

try {
  await phones.phone({ expected: /status of 4|ERR_FAILED/ }, (clerk) => phones.phone({ expected: /status of 4/ }, async (holder) => {
    await holderArrives(holder);
    await clerkArrives(clerk);
    for (const way of [byCamera, bySpokenCode, byKeyboard, otherWays]) await way(holder, clerk);
    await mandates(holder);
    await phones.phone({}, agent);
    await endMandate(holder);
    await clerk.setViewportSize({ width: 1280, height: 800 });
    await lookAt(clerk, 'counter-desktop');
  }));
  await phones.phone({ expected: /ERR_INTERNET_DISCONNECTED/ }, offline);
  console.log(`${phones.looked} views passed`);
} finally {
  await phones.browser.close();
}
