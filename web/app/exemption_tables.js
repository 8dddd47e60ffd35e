// SPDX-License-Identifier: Apache-2.0
// The report as tables: groups, reasons, and cases where paper was demanded.
import { barChart } from './exemption_chart.js';
import { description, h } from './dom.js';
import { olderPages } from './pages.js';
import { pair, say } from './words.js';

/** @typedef {import('./dom.js').Child} Child */

/** Wider than a phone it scrolls by itself, also by keyboard. @param {string} caption @param {string[]} headings @param {(string | number)[][]} rows the first cell names its row */
function table(caption, headings, rows) {
  const cells = (/** @type {(string | number)[]} */ [first, ...rest]) => h('tr', {}, h('th', { scope: 'row' }, String(first)), rest.map((cell) => h('td', {}, String(cell))));
  return h('div', { class: 'wide', role: 'region', tabindex: '0', 'aria-label': caption },
    h('table', {}, h('caption', { class: 'unseen' }, caption), h('thead', {}, h('tr', {}, headings.map((heading) => h('th', { scope: 'col' }, heading)))),
      h('tbody', {}, rows.map(cells))));
}

/** @param {number | null} percent */
export const percentText = (percent) => percent === null ? '–' : `${percent} %`;

/** @param {any} group */
const nameOf = (group) => group.name ?? group.key;

/** @param {any} report */
export function totalBox({ total, target_percent: target }) {
  if (total.percent === null) return h('p', {}, say('nothingCounted'));
  const met = total.percent >= target;
  return h('section', { class: `verdict ${met ? 'good' : 'open'}` },
    h('h2', {}, pair(say('exemptRatio'), percentText(total.percent))),
    h('p', {}, `${say(met ? 'targetMet' : 'targetMissed')}${target} %`),
    h('p', {}, [pair(say('submissionsCount'), total.submissions), pair(say('askedFor'), total.asked_for), pair(say('givenMaterials'), total.given),
      pair(say('demandedTable'), total.paper_demanded)].join(' · ')));
}

/** @param {any[]} groups @returns {Child[]} */
export function groupSection(groups) {
  const bars = groups.filter(({ percent }) => percent !== null).map((group) => ({ label: nameOf(group), value: group.percent }));
  return [h('h2', {}, say('groupTable')), barChart(say('groupTable'), bars, 100),
    table(say('groupTable'), [say('group'), say('percentExempt'), say('askedFor'), say('givenMaterials'), say('submissionsCount'), say('demandedTable')],
      groups.map((group) => [nameOf(group), percentText(group.percent), group.asked_for, group.given, group.submissions, group.paper_demanded]))];
}

/** @param {any} cost */
function costEntry(cost) {
  return h('li', {}, description([
    [say('reason'), cost.text], [say('materialsCount'), String(cost.materials)], [say('licenseType'), cost.type_name ?? cost.license_type],
    [say('issuerCode'), cost.issuer], [say('whatToDo'), cost.next_step]]));
}

/** @param {any[]} costs @returns {Child[]} */
export function costSection(costs) {
  const bars = costs.map((cost) => ({ label: cost.type_name ? `${cost.type_name}：${cost.text}` : cost.text, value: cost.materials }));
  return [h('h2', {}, say('costTable')), h('p', {}, say('costText')), barChart(say('costTable'), bars), h('ol', { class: 'plain' }, costs.map(costEntry))];
}

/** @param {any} demand */
function demandEntry(demand) {
  return h('li', {}, description([
    [say('submissionNumber'), demand.number], [say('matterAndItem'), `${demand.matter.name} · ${demand.item.name}`], [say('authorityName'), demand.authority.name],
    [say('demandedOn'), demand.demanded_on], [say('reason'), demand.reason],
    [say('givenAs'), demand.materials.map((/** @type {any} */ one) => one.name).join('、')]]));
}

/** @param {string} query @returns {Promise<Child[]>} */
export async function demandedSection(query) {
  const list = await olderPages(`/v1/exemption-report/paper-demanded?${query}`, (page) => page.paper_demanded.map(demandEntry), say('noDemanded'));
  return [h('h2', {}, say('demandedTable')), ...list];
}

/** @param {string} query @returns {Child[]} */
export function downloadSection(query) {
  const link = (/** @type {string} */ more, /** @type {import('./words.js').Word} */ word) =>
    h('a', { class: 'button', href: `/v1/exemption-report?${query}&${more}`, download: true }, say(word));
  return [h('h2', {}, say('downloads')), h('p', { class: 'actions' }, link('form=xlsx', 'xlsx'), link('form=csv', 'csvGroups'), link('form=csv&list=costs', 'csvCosts'))];
}
