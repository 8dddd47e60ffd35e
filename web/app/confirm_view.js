// SPDX-License-Identifier: Apache-2.0
// Somebody scanned: the holder sees who asks for what, and agrees license by license, or refuses.
import { h } from './dom.js';
import { Failure, ask, attempt } from './service.js';
import { askedRows } from './scan_card.js';
import { failureBox } from './shell.js';
import { itemNames } from './uses.js';
import { everySecond, stopwatch } from './watch.js';
import { say } from './words.js';

/** @param {any} one @param {boolean} ticked */
function choice(one, ticked) {
  const id = `give-${one.license}`;
  return h('div', { class: 'choice' },
    h('input', { type: 'checkbox', id, name: 'license', value: one.license, checked: ticked, 'aria-describedby': `${id}-items` }),
    h('label', { for: id }, one.type_name),
    h('p', { id: `${id}-items` }, itemNames(one.fields)));
}

/** @param {any} scan */
function timeLeft(scan) {
  const elapsed = stopwatch(), text = h('p', { class: 'left' });
  everySecond(text, () => {
    text.textContent = `${Math.max(0, Math.ceil(scan.answer_in - elapsed()))} ${say('answerIn')}`;
  });
  return text;
}

function matchInput() {
  return h('input', { id: 'match', name: 'match', class: 'match', inputmode: 'numeric', autocomplete: 'off', maxlength: '2', pattern: '[0-9]{2}',
    required: true, 'aria-describedby': 'match-help' });
}

/**
 * @param {any} scan
 * @param {boolean} chosen the holder chose these licenses for this code, so they are ticked
 * @param {(scan: any) => void} answered
 */
export function confirmView(scan, chosen, answered) {
  const answer = h('div');
  const path = `/v1/scans/${scan.id}`;
  const refused = (/** @type {Failure} */ failure) => answer.replaceChildren(failureBox(failure));
  const refuse = () => attempt(async () => answered(await ask(`${path}/refusal`, { method: 'POST' })), refused);
  const refuseButton = h('button', { type: 'button', onclick: refuse }, say('refuse'));
  const match = matchInput();
  const form = h('form', { onsubmit: agree },
    h('fieldset', {}, h('legend', {}, say('whatIsAsked')), scan.requested.map((/** @type {any} */ one) => choice(one, chosen))),
    h('label', { for: 'match' }, say('matchLabel')), h('p', { id: 'match-help' }, say('matchHelp')), match,
    answer, h('p', { class: 'actions' }, h('button', { type: 'submit' }, say('agree')), refuseButton));

  /** @param {Event} event */
  async function agree(event) {
    event.preventDefault();
    const licenses = new FormData(form).getAll('license');
    await attempt(async () => {
      if (licenses.length === 0) throw new Failure('NONE', say('chooseOne'), say('chooseOneNext'), 0);
      answered(await ask(`${path}/confirmation`, { method: 'POST', body: { match: match.value, licenses } }));
    }, refused);
  }

  const nothing = scan.requested.length === 0;
  return [askedRows(scan), timeLeft(scan), nothing ? [h('p', { class: 'note open' }, say('nothingFits')), answer, h('p', { class: 'actions' }, refuseButton)] : form];
}
