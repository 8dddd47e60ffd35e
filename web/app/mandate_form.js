// SPDX-License-Identifier: Apache-2.0
// Letting somebody else show one's licenses: whom, which, for what, how often and until when.
import { h } from './dom.js';
import { extentFields, extentIn, field, personFields, personIn, textIn } from './mandate_fields.js';
import { Failure, ask, attempt } from './service.js';
import { failureBox } from './shell.js';
import { say } from './words.js';

/** @typedef {import('./license_list.js').License} License */

/** @param {License[]} licenses */
function typeChoices(licenses) {
  const types = new Map(licenses.map((license) => [license.license_type.code, license.license_type.name]));
  return h('fieldset', {}, h('legend', {}, say('whichTypes')), [...types].map(([code, name]) =>
    h('div', { class: 'choice' }, h('input', { type: 'checkbox', id: `type-${code}`, name: 'type', value: code }), h('label', { for: `type-${code}` }, name))));
}

const mostUses = 1000;

/** The body of the request. @param {FormData} form */
function wanted(form) {
  const types = form.getAll('type');
  if (types.length === 0) throw new Failure('NONE', say('chooseOne'), say('chooseOneNext'), 0);
  return { agent: personIn(form, 'agent'), principal_name: textIn(form, 'own-name'), license_types: types, ...extentIn(form) };
}

/** @param {License[]} licenses @param {(said: string) => void} given */
export function mandateForm(licenses, given) {
  const answer = h('div');
  const key = crypto.randomUUID(); // the same form sent twice is one mandate
  const form = h('form', { onsubmit: send },
    h('p', {}, say('mandateText')),
    personFields('agent', 'agentName', 'agentCodeType', 'agentCode'),
    field('own-name', say('ownName'), { value: licenses[0].holders[0]?.name ?? '', maxlength: '170' }),
    typeChoices(licenses), extentFields(mostUses),
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
