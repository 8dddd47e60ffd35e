// SPDX-License-Identifier: Apache-2.0
// At the counter, by the clerk who saw the documents: a guardian, a code on paper, and a paper that was lost.
import { description, h } from './dom.js';
import { codeFields, codeIn, extentFields, extentIn, field, personFields, personIn, textIn } from './mandate_fields.js';
import { paperSheet } from './paper_sheet.js';
import { Failure, ask, attempt } from './service.js';
import { failureBox } from './shell.js';
import { clock, say } from './words.js';

/** @typedef {import('./wanted_types.js').WantedTypes} WantedTypes */
/** @typedef {(title: string, ...children: import('./dom.js').Child[]) => void} Show in place of the form */

const mostGuardianUses = 1000, mostPaperUses = 100;

/**
 * A form that is sent once: the same again after no answer came.
 * @param {import('./dom.js').Child[]} fields @param {string} submit @param {(form: FormData, key: string) => Promise<void>} send
 */
function onceForm(fields, submit, send) {
  const answer = h('div');
  let key = crypto.randomUUID();
  const form = h('form', { onsubmit }, ...fields, answer, h('button', { type: 'submit' }, submit));

  /** @param {Event} event */
  function onsubmit(event) {
    event.preventDefault();
    return attempt(() => send(new FormData(form), key), (refusal) => {
      if (refusal.status > 0) key = crypto.randomUUID();
      answer.replaceChildren(failureBox(refusal));
    });
  }
  return form;
}

/** @param {WantedTypes} types */
function chosenTypes(types) {
  if (types.wanted.length === 0) throw new Failure('NONE', say('noTypes'), say('noTypesNext'), 0);
  return types.wanted.map(({ type }) => type);
}

/** Of a code on paper the one person. @param {any} mandate @returns {[string, string][]} */
function who(mandate) {
  if (mandate.kind === 'paper') return [[say('holder'), mandate.principal.name]];
  return [[say('ward'), mandate.principal.name], [say('guardianPerson'), mandate.agent.name]];
}

/** @param {any} mandate @returns {[string, string][]} */
function extent(mandate) {
  return [
    ...who(mandate),
    [say('license'), mandate.license_types.map((/** @type {any} */ type) => type.type_name).join('、')],
    [say('matter'), mandate.matters.map((/** @type {any} */ matter) => matter.name).join('、')],
    [say('mandateUses'), String(mandate.uses)],
    [say('period'), `${clock(mandate.from)} – ${clock(mandate.until)}`],
  ];
}

/** Where whoever checks the paper without a network finds whether it still counts. @param {any} mandate @returns {[string, string][]} */
function paperRows(mandate) {
  const { uri, idx } = mandate.status.status_list;
  return [...extent(mandate), [say('statusPlace'), `${uri} ${idx}`]];
}

/** @param {any} mandate */
function revokeButton(mandate) {
  const answer = h('div', { role: 'status' });
  const revoke = () => attempt(async () => {
    await ask(`/v1/mandates/${mandate.id}/revocation`, { method: 'POST' });
    button.remove();
    answer.replaceChildren(h('p', { class: 'note good' }, say('mandateRevoked')));
  }, (refusal) => answer.replaceChildren(failureBox(refusal)));
  const button = h('button', { type: 'button', onclick: revoke }, say('revoke'));
  return h('div', {}, h('p', {}, button), answer);
}

/** @param {WantedTypes} types @param {Show} show */
export function guardianForm(types, show) {
  return onceForm([
    h('p', {}, say('guardianText')),
    h('h2', {}, say('ward')), ...personFields('ward', 'personName', 'documentType', 'documentCode'),
    h('h2', {}, say('guardianPerson')), ...personFields('guardian', 'personName', 'documentType', 'documentCode'),
    ...field('proof', say('proof'), { maxlength: '130' }),
    ...types.view(false), h('h2', {}, say('forWhat')), ...extentFields(mostGuardianUses),
  ], say('recordGuardian'), async (form, key) => {
    const body = { ward: personIn(form, 'ward'), guardian: personIn(form, 'guardian'), proof: textIn(form, 'proof'), license_types: chosenTypes(types), ...extentIn(form) };
    const mandate = await ask('/v1/guardianships', { method: 'POST', body, key });
    show(say('guardianDone'), description(extent(mandate)), revokeButton(mandate));
  });
}

/** @param {WantedTypes} types @param {Show} show */
export function paperForm(types, show) {
  return onceForm([
    h('p', {}, say('paperText')),
    ...personFields('holder', 'personName', 'documentType', 'documentCode'),
    ...types.view(false), h('h2', {}, say('forWhat')), ...extentFields(mostPaperUses),
  ], say('makePaper'), async (form, key) => {
    const body = { holder: personIn(form, 'holder'), license_types: chosenTypes(types), ...extentIn(form) };
    const made = await ask('/v1/paper-codes', { method: 'POST', body, key });
    show(say('paperDone'), ...paperSheet(made, description(paperRows(made.mandate))), revokeButton(made.mandate));
  });
}

/** @param {Show} show */
export function lossForm(show) {
  return onceForm([h('p', {}, say('lossText')), ...codeFields('holder', 'documentType', 'documentCode')], say('reportLoss'), async (form) => {
    const { ended } = await ask('/v1/paper-losses', { method: 'POST', body: codeIn(form, 'holder') });
    show(say('paperLossTitle'), h('p', { class: 'note good' }, say('paperEnded') + ended));
  });
}
