// SPDX-License-Identifier: Apache-2.0
// The code on the screen: its picture, ten digits to read out, and when it changes.
import { h } from './dom.js';
import { paintPicture } from './qr.js';
import { attempt } from './service.js';
import { failureBox } from './shell.js';
import { everySecond } from './watch.js';
import { pair, say } from './words.js';

/** @typedef {import('./show_session.js').ShowSession} ShowSession */

/** Read out digit by digit. @param {string} spoken ten digits */
function digits(spoken) {
  const groups = [spoken.slice(0, 3), spoken.slice(3, 6), spoken.slice(6)];
  return [
    h('span', { class: 'unseen' }, groups.map((group) => [...group].join(' ')).join(', ')),
    h('span', { 'aria-hidden': 'true' }, groups.join(' ')),
  ];
}

/** @param {ShowSession} shown */
function whatIsShown(shown) {
  const { licenses, for_matter: matter, mandate } = shown.session;
  const names = licenses ? licenses.map((/** @type {any} */ license) => license.type_name).join('、') : say('myCode');
  return [
    h('p', {}, say('nowShown') + names),
    matter && h('p', {}, pair(say('matter'), matter.name)),
    mandate && h('p', {}, pair(say('underMandate'), say('forPrincipal') + mandate.principal_name)),
  ];
}

/** @param {ShowSession} shown */
export function codeView(shown) {
  const canvas = h('canvas', { class: 'code', role: 'img', 'aria-label': say('codePicture') });
  const spoken = h('p', { class: 'digits' });
  const left = h('p', { class: 'left' });
  const trouble = h('div');
  /** @type {any} */
  let painted = null;

  function update() {
    if (painted !== shown.code) {
      painted = shown.code;
      paintPicture(canvas, painted.qr.png);
      spoken.replaceChildren(...digits(painted.spoken));
    }
    const over = shown.codeIsOver;
    canvas.classList.toggle('over', over);
    spoken.hidden = over;
    left.textContent = over ? say('codeOver') : shown.refreshLeft > 0 ? `${shown.refreshLeft} ${say('changesIn')}` : say('changing');
    if (shown.failure && !trouble.hasChildNodes()) trouble.replaceChildren(failureBox(shown.failure));
    if (!shown.failure) trouble.replaceChildren();
  }

  everySecond(canvas, update);
  const stop = () => attempt(() => shown.stop(), (refusal) => trouble.replaceChildren(failureBox(refusal)));
  return [
    h('section', { class: 'showing' }, whatIsShown(shown), canvas, left, h('p', {}, say('codeNumber')), spoken), trouble,
    h('p', { class: 'note open' }, say('neverSend')),
    h('p', { class: 'actions' },
      h('button', { type: 'button', onclick: () => shown.next().then(update) }, say('newCode')),
      h('button', { type: 'button', onclick: stop }, say('stopShowing'))),
  ];
}
