// SPDX-License-Identifier: Apache-2.0
// Letting somebody else show one's licenses: whom, which, for what, how often and until when.
import { h } from './dom.js';
import { Failure, ask, attempt } from './service.js';
import { failureBox } from './shell.js';
import { say } from './words.js';

/** @typedef {import('./license_list.js').License} License */

/** Of GB/T 36903 Annex A. @type {[string, import('./words.js').Word][]} */
const codeTypes = [['111', 'idCard'], ['414', 'passport'], ['001', 'creditCode']];

/** @param {string} id @param {string} text @param {Record<string, string | boolean>} [more] */
function field(id, text, more = {}) {
  return [h('label', { for: id }, text), h('input', { id, name: id, required: true, autocomplete: 'off', ...more })];
}

/** @param {License[]} licenses */
function typeChoices(licenses) {
  const types = new Map(licenses.map((license) => [license.license_type.code, license.license_type.name]));
  return h('fieldset', {}, h('legend', {}, say('whichTypes')), [...types].map(([code, name]) =>
    h('div', { class: 'choice' }, h('input', { type: 'checkbox', id: `type-${code}`, name: 'type', value: code }), h('label', { for: `type-${code}` }, name))));
}

/** The body of the request. @param {FormData} form */
function wanted(form) {
  const text = (/** @type {string} */ name) => String(form.get(name)).trim();
  const types = form.getAll('type');
  if (types.length === 0) throw new Failure('NONE', say('chooseOne'), say('chooseOneNext'), 0);
  return {
    agent: { name: text('agent-name'), code_type: text('agent-code-type'), code: text('agent-code') },
    principal_name: text('own-name'),
    license_types: types,
    matters: [{ code: text('mandate-matter'), name: text('mandate-matter-name') }],
    uses: Number(text('mandate-uses')),
    until: new Date(`${text('last-day')}T23:59:59+08:00`).toISOString().replace('.000', ''),
  };
}

/** @param {License[]} licenses @param {(said: string) => void} given */
export function mandateForm(licenses, given) {
  const answer = h('div');
  const key = crypto.randomUUID(); // the same form sent twice is one mandate
  const form = h('form', { onsubmit: send },
    h('p', {}, say('mandateText')),
    field('agent-name', say('agentName'), { maxlength: '170' }),
    h('label', { for: 'agent-code-type' }, say('agentCodeType')),
    h('select', { id: 'agent-code-type', name: 'agent-code-type' }, codeTypes.map(([code, word]) => h('option', { value: code }, say(word)))),
    field('agent-code', say('agentCode'), { maxlength: '64' }),
    field('own-name', say('ownName'), { value: licenses[0].holders[0]?.name ?? '', maxlength: '170' }),
    typeChoices(licenses),
    field('mandate-matter', say('matterCode'), { maxlength: '64' }),
    field('mandate-matter-name', say('matterName'), { maxlength: '60' }),
    field('mandate-uses', say('mandateUses'), { type: 'number', min: '1', max: '1000', value: '1' }),
    field('last-day', say('lastDay'), { type: 'date' }),
    answer, h('button', { type: 'submit' }, say('give')));

  /** @param {Event} event */
  function send(event) {
    event.preventDefault();
    return attempt(async () => {
      await ask('/v1/mandates', { method: 'POST', body: wanted(new FormData(form)), key });
      given(say('mandateDone'));
    }, (refusal) => answer.replaceChildren(failureBox(refusal)));
  }
  return h('details', {}, h('summary', {}, say('giveMandate')), form);
}
