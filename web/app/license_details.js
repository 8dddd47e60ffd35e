// SPDX-License-Identifier: Apache-2.0
// One license: its face, its data, its files, and a form to say what is wrong.
import { description, h } from './dom.js';
import { stateBadge } from './license_list.js';
import { Failure, ask } from './service.js';
import { announce, failureBox } from './shell.js';
import { clock, say } from './words.js';

/** @typedef {import('./license_list.js').License} License */

const longestText = 500; // what is longer is a picture, and stands on the face

/** @param {{data: Record<string, unknown>}} license @returns {[string, string][]} */
export function dataRows(license) {
  return Object.entries(license.data).filter(([, value]) => typeof value !== 'string' || value.length <= longestText)
    .map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]);
}

/** @param {License} license */
function downloads(license) {
  const file = (/** @type {string} */ href, /** @type {string} */ text) => h('li', {}, h('a', { href, download: true }, text));
  return h('section', { 'aria-labelledby': 'downloads' }, h('h2', { id: 'downloads' }, say('documents')),
    h('ul', { class: 'plain' }, file(license.links.document, say('ofd')), file(license.links.pdf, say('pdf')), file(license.links.png, say('png'))));
}

/** @param {License} license */
function correctionForm(license) {
  const field = h('select', { id: 'field', name: 'field' }, Object.keys(license.data).map((name) => h('option', { value: name }, name)));
  const text = h('textarea', { id: 'text', name: 'text', rows: '4', required: true, maxlength: '1000' });
  const answer = h('div');
  const form = h('form', { onsubmit: send },
    h('label', { for: 'field' }, say('whatIsWrong')), field,
    h('label', { for: 'text' }, say('describe')), text,
    h('button', { type: 'submit' }, say('send')), answer);

  /** @param {Event} event */
  async function send(event) {
    event.preventDefault();
    try {
      const correction = await ask('/v1/holders/me/corrections',
        { method: 'POST', body: { license: license.identifier, field: field.value, text: text.value } });
      const sentence = `${say('sent')}${correction.number}`;
      form.replaceChildren(h('p', { class: 'note good', role: 'status' }, `${sentence} ${say('sentNext')}`));
      announce(sentence);
    } catch (refusal) {
      if (!(refusal instanceof Failure)) throw refusal;
      answer.replaceChildren(failureBox(refusal));
    }
  }
  return h('details', {}, h('summary', {}, say('reportError')), form);
}

/** @param {License} license */
export function licenseDetails(license) {
  return [
    h('p', {}, stateBadge(license)),
    h('img', { class: 'face', src: license.links.svg, alt: say('face') + license.license_type.name }),
    description([
      [say('number'), license.number],
      [say('holder'), license.holders.map((holder) => holder.name).filter(Boolean).join('、')],
      [say('issuer'), license.issuer.name],
      [say('issuedOn'), license.issued_on],
      [say('validFrom'), license.valid_from],
      [say('validUntil'), license.valid_until],
      [say('identifier'), license.identifier],
      [say('asOf'), clock(license.as_of)],
    ]),
    downloads(license),
    description(dataRows(license)),
    correctionForm(license),
  ];
}
