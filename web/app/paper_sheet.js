// SPDX-License-Identifier: Apache-2.0
// The sheet that somebody without a phone takes home (A4, app.css): the code, for whom and for what it counts.
import { h } from './dom.js';
import { paintPicture } from './qr.js';
import { say } from './words.js';

/** Its reference is kept nowhere: it is printed now or made again. @param {any} made @param {HTMLElement} rows */
export function paperSheet(made, rows) {
  const canvas = h('canvas', { class: 'code', role: 'img', 'aria-label': say('paperPicture') });
  paintPicture(canvas, made.qr.png);
  return [
    h('p', { class: 'note open screen-only' }, say('printNow')),
    h('p', { class: 'screen-only' }, h('button', { type: 'button', class: 'main', onclick: () => print() }, say('print'))),
    h('section', { class: 'sheet' }, h('h2', {}, say('paperTitle')), canvas, rows, h('p', {}, say('paperUse')), h('p', {}, say('paperKeep'))),
  ];
}
