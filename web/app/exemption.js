// SPDX-License-Identifier: Apache-2.0
// The page with the exemption report, for auditors, administrators and integrators. What was chosen stands behind the # of the address, so that a
// report can be opened again.
import { costSection, demandedSection, downloadSection, groupSection, totalBox } from './exemption_tables.js';
import { h } from './dom.js';
import { ask, attempt } from './service.js';
import { announce, content, failureBox, focusHeading, loginLink, start } from './shell.js';
import { language } from './settings.js';
import { say } from './words.js';

/** @type {[string, import('./words.js').Word][]} */
const groupings = [['matter', 'byMatter'], ['authority', 'byAuthority'], ['region', 'byRegion'], ['day', 'byDay'], ['week', 'byWeek'], ['month', 'byMonth']];

/** @returns {Record<string, string>} what of it the report knows */
function chosen() {
  const given = new URLSearchParams(location.hash.slice(1));
  return Object.fromEntries([...given].filter(([name]) => ['authority', 'from', 'to', 'by'].includes(name)));
}

/** @param {...(import('./dom.js').Child | import('./dom.js').Child[])} children */
function page(...children) {
  content(say('exemption'), h('h1', {}, say('exemption')), ...children);
}

/** @param {Record<string, string>} choice */
function choiceForm({ from = '', to = '', by = 'matter' }) {
  const day = (/** @type {string} */ name, /** @type {import('./words.js').Word} */ word, /** @type {string} */ value) =>
    [h('label', { for: name }, say(word)), h('input', { id: name, name, type: 'date', value, required: true })];
  const groups = groupings.map(([value, word]) => h('option', { value, selected: value === by }, say(word)));
  return h('form', { class: 'screen-only', onsubmit: choose }, day('from', 'fromDay', from), day('to', 'toDay', to),
    h('label', { for: 'by' }, say('groupBy')), h('select', { id: 'by', name: 'by' }, groups), h('p', {}, h('button', { type: 'submit' }, say('showReport'))));
}

/** @param {SubmitEvent} event */
function choose(event) {
  event.preventDefault();
  const form = /** @type {HTMLFormElement} */ (event.target);
  const { authority } = chosen();
  const wish = new URLSearchParams({ ...(authority && { authority }), .../** @type {any} */ (Object.fromEntries(new FormData(form))) }).toString();
  if (wish === location.hash.slice(1)) redraw();
  else location.hash = wish;
}

/** @param {boolean} anonymous */
function stranger(anonymous) {
  page(h('section', { class: 'verdict lead' },
    h('h2', {}, say(anonymous ? 'reportLogin' : 'notReader')), h('p', {}, say(anonymous ? 'counterLoginText' : 'notReaderNext')),
    anonymous ? loginLink('/report') : h('p', {}, h('a', { class: 'button', href: '/' }, say('back')))));
}

async function drawReport() {
  const report = await ask(`/v1/exemption-report?${new URLSearchParams({ ...chosen(), lang: language() })}`);
  const { authority, from, to, by } = report;
  const whole = new URLSearchParams({ authority, from, to, by, lang: language() }).toString();
  const demanded = await demandedSection(whole);
  page(h('p', {}, say('exemptionText')), choiceForm(report), totalBox(report), groupSection(report.groups), costSection(report.costs), demanded,
    downloadSection(whole));
}

async function draw() {
  announce(say('loading'));
  await attempt(drawReport, (refusal) => {
    if (refusal.code === 'ACCESS_DENIED') stranger(false);
    else if (refusal.status === 401 || refusal.code === 'AUTHENTICATION_NEEDED') stranger(true);
    else page(choiceForm(chosen()), failureBox(refusal));
  });
  announce('');
}

async function redraw() {
  await draw();
  focusHeading();
}

start(draw);
addEventListener('hashchange', redraw);
