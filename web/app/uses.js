// SPDX-License-Identifier: Apache-2.0
// Who read what of the holder's licenses, when and why, newest first.
import { complaintForm } from './complaint_form.js';
import { description, h } from './dom.js';
import { olderPages } from './pages.js';
import { clock, say } from './words.js';

/**
 * @typedef {{sequence: number, at: string, what: string, license: string, who: string, client: string, client_name: string | null, purpose: string,
 *   case: string, legal_basis: string | null, fields: string[], masked: boolean, suspected: object | null}} Access
 */

/** @type {Record<string, import('./words.js').Word>} */
const readings = {
  license: 'readLicense', document: 'readDocument', face: 'readFace', page: 'readPage', list: 'readList', claims: 'readClaims', export: 'readExport',
};

/** Those that stand beside the data of a license. @type {Record<string, import('./words.js').Word>} */
const items = {
  type_name: 'typeName', holder_name: 'holderName', holder_code: 'holderCode', number: 'number', issuer_name: 'issuer', valid_until: 'validUntil',
};

/** @param {string} field */
function item(field) {
  return items[field] ? say(items[field]) : field;
}

/** @param {string[]} fields */
export function itemNames(fields) {
  return fields.map(item).join('、');
}

/** @param {Access} access */
function reader(access) {
  if (access.who === 'holder') return say('mine');
  if (access.who === 'anonymous') return say('anybody');
  return [access.client_name ?? access.client, access.who].filter(Boolean).join(' · ');
}

/** @param {Access} access @param {Map<string, string>} names of the licenses by identifier */
function entry(access, names) {
  const reading = readings[access.what];
  const purpose = [access.purpose, access.case].filter(Boolean).join(' · ');
  return h('li', {},
    description([
      [say('when'), clock(access.at)],
      [say('license'), names.get(access.license) ?? access.license],
      [say('who'), reader(access)],
      [say('what'), reading ? say(reading) : access.what],
      [say('why'), purpose || say('noPurpose')],
      [say('byDuty'), access.legal_basis],
      [say('fields'), itemNames(access.fields) + (access.masked ? ` (${say('masked')})` : '')],
    ]),
    access.suspected && h('p', { class: 'note bad' }, say('suspected')),
    access.who !== 'holder' && complaintForm({ access: access.sequence }, clock(access.at)));
}

/** @param {Map<string, string>} names of the licenses by identifier */
export function useList(names) {
  return olderPages('/v1/holders/me/accesses', (page) => page.accesses.map((/** @type {Access} */ access) => entry(access, names)), say('noUses'));
}
