// SPDX-License-Identifier: Apache-2.0
// An auditor reads the exemption report: figures, charts, reasons, cases where paper was demanded, downloads; without charts; others are told why not.
// usage: node report_pages_test.mjs ORIGIN MODULES_FOLDER SCREENSHOT_FOLDER
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { Phones } from './browser.mjs';

const [origin, modules, shots] = process.argv.slice(2);
const mostBytes = 150_000; // compressed, of the first load
const phones = await Phones.launch(origin, modules, shots);
const { heading, lookAt, lookEverywhere, press } = phones.ways();

async function arrive(page, person) {
  await page.goto(origin + '/report');
  await page.getByText('请先以审计或管理人员身份登录').waitFor();
  await lookAt(page, 'report-login');
  await phones.login(page, person);
  await heading(page, '免提交成效');
}

const charts = (page) => page.locator('.chart:visible canvas');

async function readsFigures(page) {
  await page.getByText('免提交比例：50 %').waitFor();
  await page.getByText('已达到政策目标').waitFor();
  const row = page.getByRole('row', { name: /往来港澳通行证签发/ });
  assert.deepEqual(await row.getByRole('cell').allTextContents(), ['50 %', '4', '2', '3', '1']);
  await page.getByText('已提供证照，仍被要求提交纸质材料').waitFor();
  await page.getByText('窗口仍收取复印件').waitFor();
  await charts(page).nth(1).waitFor();
  assert.equal(await charts(page).count(), 2);
  assert.match(await charts(page).first().getAttribute('aria-label'), /各组成效/);
}

/** A canvas that was never drawn on is all one colour. */
async function showsBars(page) {
  const colours = await charts(page).first().evaluate((canvas) => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const found = new Set();
    for (let at = 0; at < data.length; at += 4) found.add(data.slice(at, at + 4).join());
    return found.size;
  });
  assert.ok(colours > 2, 'bars and letters are drawn');
}

async function groupsByMonth(page) {
  await page.getByLabel('统计方式').selectOption({ label: '按月' });
  await page.getByRole('button', { name: '统计', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('rowheader', { name: new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 7) }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H1', 'the keyboard begins at the heading');
  await lookAt(page, 'report-by-month');
}

async function findsNothing(page) {
  await page.getByLabel('起始日期').fill('2020-01-01');
  await page.getByLabel('截止日期').fill('2020-01-31');
  await press(page, '统计');
  await page.getByText('这段时间没有办件。').waitFor();
  await page.getByText('没有应免未免的办件。').waitFor();
  await lookAt(page, 'report-nothing');
  await page.getByLabel('起始日期').fill('2021-01-01');
  await press(page, '统计');
  await page.getByRole('alert').waitFor();
  await lookAt(page, 'report-refused');
  await page.goBack();
}

async function downloads(page) {
  for (const [name, file] of [['XLSX（全部）', 'exemption.xlsx'], ['CSV（各组）', 'exemption-groups.csv'], ['CSV（原因）', 'exemption-costs.csv']]) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()]);
    assert.equal(download.suggestedFilename(), file);
  }
}

async function isSmall(page) {
  let bytes = 0;
  const count = async (answer) => {
    if (answer.ok()) bytes += gzipSync(await answer.body(), { level: 9 }).length;
  };
  const waiting = [];
  page.on('response', (answer) => waiting.push(count(answer)));
  await page.goto(origin + '/report?again');
  await charts(page).nth(1).waitFor();
  await Promise.all(waiting);
  console.log(`first load of /report: ${Math.round(bytes / 1000)} kB compressed`);
  assert.ok(bytes < mostBytes, `${bytes} bytes`);
}

async function withoutCharts(page) {
  await page.route('**/assets/charts/**', (route) => route.abort());
  await page.goto(origin + '/report?plain');
  await page.getByText('免提交比例：50 %').waitFor();
  await page.getByText('窗口仍收取复印件').waitFor();
  assert.equal(await charts(page).count(), 0);
  await lookAt(page, 'report-without-charts');
}

try {
  await phones.phone({ expected: /status of 40|ERR_FAILED/ }, async (page) => {
    await arrive(page, /李四/);
    await readsFigures(page);
    await showsBars(page);
    await lookEverywhere(page, 'report');
    await groupsByMonth(page);
    await findsNothing(page);
    await page.goto(origin + '/');
    await page.getByRole('link', { name: '查看免提交成效' }).click();
    await heading(page, '免提交成效');
    await downloads(page);
    await isSmall(page);
    await withoutCharts(page);
  });
  await phones.phone({ viewport: { width: 1200, height: 900 } }, async (page) => {
    await arrive(page, /李四/);
    await charts(page).nth(1).waitFor();
    await lookAt(page, 'report-wide');
  });
  await phones.phone({}, async (page) => {
    await arrive(page, /张三/);
    await page.getByText('您的账号不能查看成效统计。').waitFor();
    await lookEverywhere(page, 'report-stranger');
  });
  console.log(`${phones.looked} views passed`);
} finally {
  await phones.browser.close();
}
