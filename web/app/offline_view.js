// SPDX-License-Identifier: Apache-2.0
// Showing without a network: what this phone keeps, the code of one of them, and the phones that may.
import { h } from './dom.js';
import { keepLoadedForOffline } from './offline.js';
import { offlineChoice } from './offline_choice.js';
import { offlineCodeView } from './offline_show.js';
import { dropLicense, keepLicense, knownPhones, ownPhone, removePhone, renewTickets } from './phone.js';
import { codeEncoder } from './qr.js';
import { Failure, attempt } from './service.js';
import { failureBox } from './shell.js';
import { clock, pair, say } from './words.js';

/** @typedef {import('./phone_store.js').Ticket} Ticket */
/** @typedef {import('./phone_store.js').Phone} Phone */

/** The license that is shown. @type {string | null} */
let shown = null;

/** @param {Ticket} ticket @param {(said?: string) => void} changed */
function card(ticket, changed) {
  const drop = () => dropLicense(ticket.license).then(() => changed(say('offlineDropped')));
  const showIt = () => { shown = ticket.license; changed(); };
  return h('li', { class: 'card' }, h('h3', {}, ticket.type_name), h('p', {}, say('offlineUntil') + clock(ticket.expires_at)),
    h('p', { class: 'actions' },
      h('button', { type: 'button', class: 'main', onclick: showIt, 'aria-label': pair(say('showOffline'), ticket.type_name) }, say('showOffline')),
      h('button', { type: 'button', onclick: drop, 'aria-label': pair(say('removeType'), ticket.type_name) }, say('removeType'))));
}

/** @param {any[]} keys @param {Phone | undefined} phone @param {(said?: string) => void} changed */
function phoneList(keys, phone, changed) {
  const answer = h('div');
  const entry = (/** @type {any} */ key) => {
    const name = pair(say(key.id === phone?.device ? 'thisPhone' : 'otherPhone'), clock(key.added_at));
    const remove = () => attempt(() => removePhone(key.id).then(() => changed(say('phoneRemoved'))), (refusal) => answer.replaceChildren(failureBox(refusal)));
    return h('li', { class: 'card' }, h('p', {}, name), h('p', {}, h('button', { type: 'button', onclick: remove, 'aria-label': `${say('removePhone')} ${name}` }, say('removePhone'))));
  };
  return h('details', {}, h('summary', {}, say('phones')), h('p', {}, say('phonesText')), h('ul', { class: 'plain' }, keys.map(entry)), answer);
}

/** @param {Ticket[]} tickets @param {(said?: string) => void} changed */
function keptList(tickets, changed) {
  return [h('h2', {}, say('keptHere')), tickets.length === 0 ? h('p', {}, say('nothingKept'))
    : h('ul', { class: 'cards' }, tickets.map((ticket) => card(ticket, changed)))];
}

/** The encoder is fetched with the ticket: without a network it is there. @param {Parameters<typeof keepLicense>[0]} wanted @param {(said?: string) => void} changed */
async function keep(wanted, changed) {
  await codeEncoder();
  await keepLicense(wanted);
  keepLoadedForOffline();
  changed(say('keptDone'));
}

/** @param {(said?: string) => void} changed @returns {Promise<import('./show_view.js').View | null>} */
async function codeOnScreen(changed) {
  const phone = await ownPhone();
  const ticket = phone?.tickets.find((one) => one.license === shown);
  if (!phone || !ticket) return null;
  const done = () => { shown = null; changed(); };
  return { title: say('offlineCode'), urgent: true, children: offlineCodeView(phone, ticket, await codeEncoder(), done) };
}

/** Without a network, or after the login ended: what was kept before. @param {(said?: string) => void} changed @returns {Promise<import('./show_view.js').View>} */
export async function keptOfflineView(changed) {
  return await codeOnScreen(changed) ?? { title: say('offlineCode'), children: [h('p', { class: 'note open' }, say('offlineKeptOnly')),
    ...keptList((await ownPhone())?.tickets ?? [], changed)] };
}

/** @param {import('./license_list.js').License[]} licenses @param {(said?: string) => void} changed @returns {Promise<import('./show_view.js').View>} */
export async function offlineView(licenses, changed) {
  const onScreen = await codeOnScreen(changed);
  if (onScreen) return onScreen;
  try {
    const { phone, keys } = await knownPhones();
    const now = phone && await renewTickets(phone);
    return { title: say('offlineCode'), children: [h('p', {}, say('offlineText')), ...keptList(now?.tickets ?? [], changed),
      h('h2', {}, say('keepMore')), offlineChoice(licenses, (wanted) => keep(wanted, changed)),
      keys.length > 0 && phoneList(keys, phone, changed)] };
  } catch (refusal) {
    if (refusal instanceof Failure && refusal.status === 0) return keptOfflineView(changed);
    throw refusal;
  }
}

export function forgetOfflineShown() {
  shown = null;
}
