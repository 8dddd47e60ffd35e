// SPDX-License-Identifier: Apache-2.0
// The licenses of the holder as cards.
import { h } from './dom.js';
import { pair, say } from './words.js';

/**
 * @typedef {{identifier: string, license_type: {code: string, name: string}, number: string | null,
 *   issuer: {code: string, name: string}, holders: {name: string | null}[], data: Record<string, unknown>,
 *   issued_on: string, valid_from: string | null, valid_until: string | null, state: string, state_name: string,
 *   as_of: string, links: {document: string, png: string, svg: string, pdf: string}}} License
 */

/** @param {string} state */
export function toneOf(state) {
  if (state === 'valid') return 'good';
  return ['not_yet_valid', 'suspended', 'pending'].includes(state) ? 'open' : 'bad';
}

/** @param {License} license */
export function stateBadge(license) {
  return h('span', { class: `badge ${toneOf(license.state)}` }, license.state_name);
}

/** @param {License} license */
function card(license) {
  return h('li', { class: 'card' },
    h('h2', {}, license.license_type.name),
    h('p', {}, stateBadge(license)),
    h('p', {}, pair(say('issuer'), license.issuer.name)),
    license.valid_until && h('p', {}, pair(say('validUntil'), license.valid_until)),
    h('p', {}, h('a', { class: 'button', href: `#/licenses/${license.identifier}`, 'aria-label': `${say('openLicense')} ${license.license_type.name}` },
      say('openLicense'))));
}

/** @param {License[]} licenses */
export function licenseList(licenses) {
  return licenses.length === 0 ? h('p', {}, say('noLicenses')) : h('ul', { class: 'cards' }, licenses.map(card));
}
