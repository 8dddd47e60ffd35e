// SPDX-License-Identifier: Apache-2.0
// A scan on the counter's screen: two digits to compare, then what the holder agreed to.
import { description, h } from './dom.js';
import { dataRows } from './license_details.js';
import { stateBadge } from './license_list.js';
import { ask, attempt } from './service.js';
import { failureBox } from './shell.js';
import { itemNames } from './uses.js';
import { everySecond, stopwatch } from './watch.js';
import { say } from './words.js';

/** @type {Record<string, import('./words.js').Word>} */
export const counterTitles = { waiting: 'waitTitle', given: 'givenTitle', refused: 'refusedTitle', expired: 'expiredTitle', stopped: 'stoppedTitle' };

/** @param {any} scan */
export function waitView(scan) {
  const elapsed = stopwatch(), left = h('p', { class: 'left' });
  everySecond(left, () => {
    left.textContent = `${Math.max(0, Math.ceil(scan.answer_in - elapsed()))} ${say('answerIn')}`;
  });
  return h('section', { class: 'showing' },
    h('p', { class: 'two' }, h('span', { class: 'unseen' }, say('twoDigits') + [...scan.match].join(' ')), h('span', { 'aria-hidden': 'true' }, scan.match)),
    h('p', {}, say('waitText')), left);
}

/** Asked once for each license, and again only as the same request. @param {any} scan @param {any} given @param {number} index */
function use(scan, given, index) {
  return ask('/v1/license-uses', {
    method: 'POST', key: `${scan.id}-${index}`,
    body: { use_code: given.use_code, matter: scan.matter.code, case: scan.case, device: scan.device },
  });
}

/** @param {any} answer of a use */
function licenseView(answer) {
  const { license } = answer;
  return [
    h('p', {}, stateBadge(license)),
    description([
      [say('number'), license.number],
      [say('holder'), license.holder?.name],
      [say('holderCode'), license.holder?.code],
      [say('issuer'), license.issuer?.name],
      ...dataRows(license),
      [say('useNumber'), `${answer.use}/${answer.uses}`],
      [say('fields'), itemNames(answer.fields)],
    ]),
  ];
}

/** @param {any} scan @param {any} given @param {number} index */
function givenView(scan, given, index) {
  const place = h('div', {}, h('p', {}, say('loading')));
  const fetchIt = () => attempt(async () => place.replaceChildren(...licenseView(await use(scan, given, index))), (refusal) =>
    place.replaceChildren(failureBox(refusal)));
  fetchIt();
  return h('section', { class: 'card' }, h('h2', {}, given.type_name), place);
}

/** @param {any} scan that is not waiting any more */
export function resultView(scan) {
  return scan.state === 'given' ? scan.given.map((/** @type {any} */ given, /** @type {number} */ index) => givenView(scan, given, index))
    : [h('p', { class: 'note open' }, say('refusedText'))];
}
