// SPDX-License-Identifier: Apache-2.0
// Which license this phone keeps for times without a network, and which of its lines are seen then.
import { h, show } from './dom.js';
import { dataRows } from './license_details.js';
import { attempt } from './service.js';
import { failureBox } from './shell.js';
import { itemNames } from './uses.js';
import { say } from './words.js';

/** @typedef {import('./license_list.js').License} License */

const usual = ['holder_name', 'number', 'valid_until'];

/** @param {License} license */
function linesOf(license) {
  const beside = ['holder_name', 'holder_code', license.number && 'number', 'issuer_name', license.valid_until && 'valid_until'];
  return [...beside, ...dataRows(license).map(([name]) => name)].filter((name) => typeof name === 'string');
}

/** @param {string} name @param {number} index */
function line(name, index) {
  const id = `line-${index}`;
  return h('div', { class: 'choice' }, h('input', { type: 'checkbox', id, name: 'line', value: name, checked: usual.includes(name) }),
    h('label', { for: id }, itemNames([name])));
}

/** @param {License[]} licenses @param {(wanted: {license: string, type_name: string, fields: string[]}) => Promise<void>} keep */
export function offlineChoice(licenses, keep) {
  const valid = licenses.filter((license) => license.state === 'valid');
  if (valid.length === 0) return h('p', {}, say('noneValid'));
  const answer = h('div'), lines = h('fieldset');
  const select = h('select', { id: 'offline-license', onchange: drawLines }, valid.map((license) =>
    h('option', { value: license.identifier }, license.license_type.name)));
  const form = h('form', { onsubmit: send },
    h('label', { for: 'offline-license' }, say('license')), select, lines, answer, h('button', { type: 'submit' }, say('keepLicense')));
  drawLines();

  function chosen() {
    return /** @type {License} */ (valid.find((license) => license.identifier === select.value));
  }

  function drawLines() {
    show(lines, h('legend', {}, say('offlineLines')), h('p', {}, say('offlineLinesText')), linesOf(chosen()).map(line));
  }

  /** @param {Event} event */
  function send(event) {
    event.preventDefault();
    const fields = new FormData(form).getAll('line').map(String);
    return attempt(() => keep({ license: chosen().identifier, type_name: chosen().license_type.name, fields }), (refusal) =>
      answer.replaceChildren(failureBox(refusal)));
  }
  return form;
}
