// SPDX-License-Identifier: Apache-2.0
// Mandates that the holder gave and received, ending them, and a lost paper.
import { description, h } from './dom.js';
import { mandateForm } from './mandate_form.js';
import { ask, attempt } from './service.js';
import { failureBox } from './shell.js';
import { clock, pair, say } from './words.js';

/** @typedef {import('./words.js').Word} Word */

/** @type {Record<string, Word>} */
const states = { valid: 'mandateValid', not_yet: 'mandateNotYet', used_up: 'mandateUsedUp', expired: 'mandateExpired', revoked: 'mandateRevoked' };
/** @type {Record<string, Word>} */
const kinds = { relative: 'relative', handler: 'handler', guardian: 'guardian', paper: 'paper' };

/** @typedef {{showFor: (mandate: string) => Promise<void>, changed: (said: string) => void}} Actions */

/** @param {any} mandate @param {boolean} received @param {Actions} actions */
function entry(mandate, received, actions) {
  const answer = h('div');
  const refused = (/** @type {import('./service.js').Failure} */ refusal) => answer.replaceChildren(failureBox(refusal));
  const revoke = () => attempt(async () => {
    await ask(`/v1/mandates/${mandate.id}/revocation`, { method: 'POST' });
    actions.changed(say('mandateRevoked'));
  }, refused);
  const showFor = () => attempt(() => actions.showFor(mandate.id), refused);
  const other = received ? mandate.principal.name : mandate.agent.name;
  return h('li', { class: 'card' },
    h('h3', {}, other),
    description([
      [say('state'), say(states[mandate.state])],
      [say('kind'), say(kinds[mandate.kind])],
      [say('principal'), mandate.principal.name],
      [say('agent'), mandate.agent.name],
      [say('license'), mandate.license_types.map((/** @type {any} */ type) => type.type_name).join('、')],
      [say('matter'), mandate.matters.map((/** @type {any} */ matter) => matter.name).join('、')],
      [say('used'), `${mandate.used}/${mandate.uses}`],
      [say('period'), `${clock(mandate.from)} – ${clock(mandate.until)}`],
    ]),
    h('p', { class: 'actions' },
      received && mandate.state === 'valid' && h('button', { type: 'button', class: 'main', onclick: showFor, 'aria-label': pair(say('showFor'), other) }, say('showFor')),
      ['valid', 'not_yet'].includes(mandate.state) && h('button', { type: 'button', onclick: revoke, 'aria-label': pair(say('revoke'), other) }, say('revoke'))),
    answer);
}

/** @param {Word} title @param {any[]} mandates @param {boolean} received @param {Actions} actions */
function section(title, mandates, received, actions) {
  return h('section', {}, h('h2', {}, say(title)), mandates.length === 0 ? h('p', {}, say('noMandates'))
    : h('ul', { class: 'plain' }, mandates.map((mandate) => entry(mandate, received, actions))));
}

function lostPaper() {
  const answer = h('div', { role: 'status' });
  const report = () => attempt(async () => {
    const { ended } = await ask('/v1/paper-losses', { method: 'POST', body: {} });
    answer.replaceChildren(h('p', { class: 'note good' }, say('paperEnded') + ended));
  }, (refusal) => answer.replaceChildren(failureBox(refusal)));
  return h('details', {}, h('summary', {}, say('paperLost')), h('p', {}, say('paperLostText')),
    h('p', {}, h('button', { type: 'button', onclick: report }, say('reportLoss'))), answer);
}

/** @param {import('./license_list.js').License[]} licenses @param {Actions} actions */
export async function mandateList(licenses, actions) {
  const { given, received } = await ask('/v1/mandates');
  return [
    section('mandatesReceived', received, true, actions),
    section('mandatesGiven', given, false, actions),
    licenses.length > 0 && mandateForm(licenses, actions.changed),
    lostPaper(),
  ];
}
