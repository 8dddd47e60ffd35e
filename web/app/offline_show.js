// SPDX-License-Identifier: Apache-2.0
// The offline code on the screen: made anew every half minute by this phone alone.
import { description, h } from './dom.js';
import { offlineCode } from './offline_code.js';
import { isOver } from './phone.js';
import { drawModules } from './qr.js';
import { itemNames } from './uses.js';
import { everySecond, stopwatch } from './watch.js';
import { clock, say } from './words.js';

const renewEvery = 30; // seconds; a verifier believes a code for a minute

/** @param {import('./phone_store.js').Ticket} ticket */
function whatIsSeen(ticket) {
  const { type_name: type, ...lines } = ticket.summary;
  return [h('p', {}, say('nowShown') + type), description(Object.entries(lines).map(([name, value]) => [itemNames([name]), value]))];
}

/** @param {import('./phone_store.js').Phone} phone @param {import('./phone_store.js').Ticket} ticket @param {import('./qr.js').Encoder} encode @param {() => void} done */
export function offlineCodeView(phone, ticket, encode, done) {
  const canvas = h('canvas', { class: 'code', role: 'img', 'aria-label': say('offlinePicture') });
  const left = h('p', { class: 'left' });
  let elapsed = () => renewEvery, drawing = false;

  async function renew() {
    if (drawing) return;
    drawing = true;
    const made = stopwatch();
    drawModules(canvas, encode(await offlineCode(ticket.ticket, Date.now() / 1000, phone.pair.privateKey)));
    elapsed = made;
    drawing = false;
  }

  everySecond(canvas, () => {
    const over = isOver(ticket);
    canvas.classList.toggle('over', over);
    if (!over && elapsed() >= renewEvery) renew();
    left.textContent = over ? say('offlineOver') : `${Math.max(1, Math.ceil(renewEvery - elapsed()))} ${say('changesIn')}`;
  });
  return [
    h('section', { class: 'showing' }, canvas, left), ...whatIsSeen(ticket),
    h('p', { class: 'note open' }, say('neverSend')),
    h('p', {}, say('offlineUntil') + clock(ticket.expires_at)),
    h('p', { class: 'actions' }, h('button', { type: 'button', onclick: done }, say('stopShowing'))),
  ];
}
