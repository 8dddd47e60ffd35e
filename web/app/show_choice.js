// SPDX-License-Identifier: Apache-2.0
// What to show: my code, or licenses by name, perhaps for one matter alone.
import { h } from './dom.js';
import { Failure, attempt } from './service.js';
import { failureBox } from './shell.js';
import { say } from './words.js';

/** @typedef {import('./license_list.js').License} License */

/** @param {string} value @param {string} text @param {boolean} checked */
function way(value, text, checked) {
  return h('div', { class: 'choice' }, h('input', { type: 'radio', id: `way-${value}`, name: 'way', value, checked }), h('label', { for: `way-${value}` }, text));
}

/** Ticking one says by itself that it is about chosen ones. @param {License} license */
function licenseChoice(license) {
  const id = `show-${license.identifier}`;
  const choose = () => /** @type {HTMLInputElement} */ (document.getElementById('way-chosen')).click();
  return h('div', { class: 'choice' }, h('input', { type: 'checkbox', id, name: 'license', value: license.identifier, onchange: choose }),
    h('label', { for: id }, license.license_type.name));
}

function matterFields() {
  return h('details', {}, h('summary', {}, say('oneMatter')), h('p', {}, say('oneMatterText')),
    h('label', { for: 'matter-code' }, say('matterCode')), h('input', { id: 'matter-code', name: 'matter-code', maxlength: '64', autocomplete: 'off' }),
    h('label', { for: 'matter-name' }, say('matterName')), h('input', { id: 'matter-name', name: 'matter-name', maxlength: '60', autocomplete: 'off' }));
}

/** The body of the request. @param {FormData} form */
function wanted(form) {
  if (form.get('way') === 'mine') return { mine: true };
  const licenses = form.getAll('license');
  if (licenses.length === 0) throw new Failure('NONE', say('chooseOne'), say('chooseOneNext'), 0);
  const code = String(form.get('matter-code')).trim(), name = String(form.get('matter-name')).trim();
  return code || name ? { licenses, for_matter: { code, name } } : { licenses };
}

/** @param {License[]} licenses @param {(wanted: object) => Promise<void>} open */
export function showChoice(licenses, open) {
  const valid = licenses.filter((license) => license.state === 'valid');
  if (valid.length === 0) return [h('p', {}, say('noneValid'))];
  const answer = h('div');
  const form = h('form', { onsubmit: send },
    h('fieldset', {}, h('legend', {}, say('whatToShow')), way('mine', say('myCode'), true), way('chosen', say('chosenLicenses'), false),
      h('div', { class: 'inner', role: 'group', 'aria-label': say('chosenLicenses') }, valid.map(licenseChoice), matterFields())),
    answer, h('button', { type: 'submit' }, say('openCode')));

  /** @param {Event} event */
  function send(event) {
    event.preventDefault();
    return attempt(() => open(wanted(new FormData(form))), (refusal) => answer.replaceChildren(failureBox(refusal)));
  }
  return [h('p', {}, say('showText')), form];
}
