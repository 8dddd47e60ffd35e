// SPDX-License-Identifier: Apache-2.0
// A holder complains, an auditor answers, the holder reads it; a clerk records a guardian, makes and prints a code on paper, and reports its loss.
// usage: node desk_pages_test.mjs ORIGIN MODULES_FOLDER SCREENSHOT_FOLDER HOLDER_JSON
import assert from 'node:assert/strict';
import { Phones } from './browser.mjs';

const [origin, modules, shots, holderText] = process.argv.slice(2);
const card = JSON.parse(holderText);
const phones = await Phones.launch(origin, modules, shots);
const { heading, lookAt, lookEverywhere, press } = phones.ways();

async function complainOfAReading(page) {
  await page.goto(origin + '/');
  await heading(page, '查看和管理您的电子证照');
  await phones.login(page, /张三/);
  await heading(page, '我的证照');
  await phones.goTo(page, '我的投诉');
  await page.getByText('您没有投诉').waitFor();
  await lookEverywhere(page, 'complaints-none');
  await phones.goTo(page, '谁用过我的证照');
  await page.getByText('housing fund').waitFor();
  await page.getByText('我没有同意，或对使用有异议').first().click();
  await page.getByLabel('投诉什么').selectOption({ label: '用途与所说不符' });
  await page.getByLabel('请说明情况').fill('没有办理过公积金业务。');
  await lookAt(page, 'complaint-form');
  await page.getByRole('button', { name: /^提交投诉/ }).click();
  await page.getByText('投诉已提交').first().waitFor();
  await lookAt(page, 'complaint-sent');
  await page.locator('.note').getByRole('link', { name: '我的投诉' }).click();
  await page.getByText('待答复').waitFor();
}

async function answerIt(page) {
  await page.goto(origin + '/complaints');
  await page.getByText('请先以审计人员身份登录').waitFor();
  await lookAt(page, 'complaints-login');
  await phones.login(page, /李四/);
  await heading(page, '投诉答复');
  await page.getByText('没有办理过公积金业务。').waitFor();
  assert.ok(!(await page.content()).includes(card.code), 'an auditor does not learn who complained');
  await lookEverywhere(page, 'complaints-to-answer');
  await page.getByLabel('答复内容').fill('已停止该用途。');
  await page.getByLabel('处理结果').selectOption({ label: '投诉成立' });
  await press(page, '提交答复');
  await page.getByText('已答复。').first().waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.textContent), '已答复。', 'the keyboard is where the form was');
  await lookAt(page, 'complaint-answered-by');
  await page.reload();
  await page.getByText('没有待答复的投诉').waitFor();
}

async function readTheAnswer(page) {
  await page.reload();
  await page.getByText('已停止该用途。').waitFor();
  await page.getByText('投诉成立').waitFor();
  await lookEverywhere(page, 'complaints-answered');
}

async function fillPerson(page, group, { name, code }) {
  await page.locator(`#${group}-name`).fill(name);
  await page.locator(`#${group}-code`).fill(code);
}

async function fillExtent(page) {
  await page.getByLabel('事项编码').fill('000100001');
  await page.getByLabel('事项名称').fill('居住证申领');
  await page.getByLabel('最后一天').fill(new Date(Date.now() + 7 * 86400e3).toISOString().slice(0, 10));
}

async function clerkArrives(page) {
  await page.goto(origin + '/scan');
  await page.getByText('请先以窗口人员身份登录').waitFor();
  await phones.login(page, /王五/);
  await heading(page, '窗口扫码'); // the login leads back to the page that asked for it
}

async function guardian(page) {
  await page.getByRole('link', { name: '登记监护' }).click();
  await heading(page, '登记监护');
  await lookEverywhere(page, 'guardian-form');
  await fillPerson(page, 'ward', card);
  await fillPerson(page, 'guardian', { name: '李四', code: '999999198505050025' });
  await page.getByLabel('关系证明的名称和编号').fill('出生医学证明 X640000001');
  await fillExtent(page);
  await press(page, '登记监护');
  await page.getByRole('alert').getByText('请至少添加一种证照').waitFor();
  await lookAt(page, 'guardian-no-type');
  await page.getByLabel('添加证照类型').selectOption({ label: '居民身份证' });
  await page.getByRole('group', { name: '居民身份证' }).waitFor();
  assert.equal(await page.getByText('只要其中几项').count(), 0);
  await press(page, '登记监护');
  await heading(page, '监护已登记');
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H1', 'the keyboard begins at the heading');
  await lookEverywhere(page, 'guardian-done');
  await press(page, '撤销委托');
  await page.getByText('已撤销').waitFor();
  await lookAt(page, 'guardian-ended');
}

/** What goes to the printer is one sheet with the code and without the page around it. */
async function printed(page) {
  await page.emulateMedia({ media: 'print' });
  const seen = await page.evaluate(() => [...document.querySelectorAll('header, nav, footer, h1, button, .sheet, .sheet canvas')]
    .filter((element) => element.getClientRects().length > 0).map((element) => element.className || element.tagName));
  assert.deepEqual(seen, ['sheet', 'code']);
  const sheet = await page.pdf({ path: `${shots}/paper.pdf`, preferCSSPageSize: true });
  assert.equal(sheet.toString('latin1').match(/\/Type\s*\/Page\b/g).length, 1, 'one page');
  await page.screenshot({ path: `${shots}/paper-printed.png`, fullPage: true });
  await page.emulateMedia({ media: 'screen' });
}

async function paper(page) {
  await page.getByRole('link', { name: '纸质码', exact: true }).click();
  await heading(page, '纸质码');
  await lookEverywhere(page, 'paper-form');
  await fillPerson(page, 'holder', card);
  await fillExtent(page);
  await press(page, '制作纸质码');
  await heading(page, '纸质码已生成');
  await page.getByText('23:59:59').waitFor(); // the last day ends in China, wherever the browser is
  await page.waitForFunction(() => document.querySelector('.sheet canvas')?.width > 100);
  await lookEverywhere(page, 'paper-made');
  assert.match(await page.locator('.sheet dd').last().textContent(), /^https:\/\/\S+\/v1\/status-lists\/0 \d+$/);
  await heading(page, '纸质码已生成'); // still there after the language was changed
  await printed(page);

  await page.getByRole('link', { name: '纸质码挂失' }).click();
  await heading(page, '纸质码挂失');
  await lookEverywhere(page, 'loss-form');
  await page.locator('#holder-code').fill(card.code);
  await press(page, '挂失');
  await page.getByText('已挂失，失效的纸质码数量：1').waitFor();
  await lookAt(page, 'loss-done');
  await press(page, '下一位');
  await heading(page, '纸质码挂失');
}

try {
  await phones.phone({}, async (page) => {
    await complainOfAReading(page);
    await phones.phone({}, answerIt);
    await readTheAnswer(page);
  });
  await phones.phone({ expected: /status of 4/ }, async (page) => {
    await clerkArrives(page);
    await guardian(page);
    await paper(page);
  });
  console.log(`${phones.looked} views passed`);
} finally {
  await phones.browser.close();
}
