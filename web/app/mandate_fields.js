// SPDX-License-Identifier: Apache-2.0
// What the forms of all kinds of mandates ask for, and the body that comes of it.
import { h } from './dom.js';
import { say } from './words.js';

/** @typedef {import('./words.js').Word} Word */

/** Of GB/T 36903 Annex A. @type {[string, Word][]} */
const codeTypes = [['111', 'idCard'], ['414', 'passport'], ['001', 'creditCode']];

/** @param {string} id @param {string} text @param {Record<string, string | boolean>} [more] */
export function field(id, text, more = {}) {
  return [h('label', { for: id }, text), h('input', { id, name: id, required: true, autocomplete: 'off', ...more })];
}

/** @param {FormData} form @param {string} name */
export function textIn(form, name) {
  return String(form.get(name)).trim();
}

/** @param {string} person `person`-code-type and `person`-code @param {Word} codeType @param {Word} code */
export function codeFields(person, codeType, code) {
  return [
    h('label', { for: `${person}-code-type` }, say(codeType)),
    h('select', { id: `${person}-code-type`, name: `${person}-code-type` }, codeTypes.map(([value, word]) => h('option', { value }, say(word)))),
    ...field(`${person}-code`, say(code), { maxlength: '64' }),
  ];
}

/** @param {FormData} form @param {string} person */
export function codeIn(form, person) {
  return { code_type: textIn(form, `${person}-code-type`), code: textIn(form, `${person}-code`) };
}

/** @param {string} person @param {Word} name @param {Word} codeType @param {Word} code */
export function personFields(person, name, codeType, code) {
  return [...field(`${person}-name`, say(name), { maxlength: '170' }), ...codeFields(person, codeType, code)];
}

/** @param {FormData} form @param {string} person */
export function personIn(form, person) {
  return { name: textIn(form, `${person}-name`), ...codeIn(form, person) };
}

/** For which matter, how often and until when. @param {number} mostUses */
export function extentFields(mostUses) {
  return [
    ...field('mandate-matter', say('matterCode'), { maxlength: '64' }),
    ...field('mandate-matter-name', say('matterName'), { maxlength: '60' }),
    ...field('mandate-uses', say('mandateUses'), { type: 'number', min: '1', max: String(mostUses), value: '1' }),
    ...field('last-day', say('lastDay'), { type: 'date' }),
  ];
}

/** @param {FormData} form */
export function extentIn(form) {
  return {
    matters: [{ code: textIn(form, 'mandate-matter'), name: textIn(form, 'mandate-matter-name') }],
    uses: Number(textIn(form, 'mandate-uses')),
    until: new Date(`${textIn(form, 'last-day')}T23:59:59+08:00`).toISOString().replace('.000', ''),
  };
}
