// SPDX-License-Identifier: Apache-2.0
// A scan that was answered; what was given can be taken back, and the holder may object.
import { complaintForm } from './complaint_form.js';
import { h } from './dom.js';
import { answeredRows, canBeStopped } from './scan_card.js';
import { ask, attempt } from './service.js';
import { announce, failureBox } from './shell.js';
import { say } from './words.js';

/** @param {any} scan @param {(draw: (state: any) => void) => void} [listen] for a scan that may still be fetched while it is looked at */
export function answeredScan(scan, listen) {
  const box = h('div', { class: 'scan' });
  draw(scan);
  listen?.((state) => draw(state));
  return box;

  /** @param {any} state @param {...import('./dom.js').Child} more */
  function draw(state, ...more) {
    box.replaceChildren(...[answeredRows(state), canBeStopped(state) && stopButton(), complaintForm({ scan: state.id }, `${say('scanNumber')} ${state.sequence}`), ...more].flat(2).filter((child) => child !== false));
  }

  function stopButton() {
    return h('p', {}, h('button', { type: 'button', 'aria-label': `${say('takeBack')} ${scan.sequence}`, onclick: stop }, say('takeBack')));
  }

  function stop() {
    return attempt(async () => {
      const stopped = await ask(`/v1/scans/${scan.id}/stop`, { method: 'POST' });
      const note = h('p', { class: 'note good', tabindex: '-1' }, say('takenBackNext'));
      draw(stopped, note);
      note.focus();
      announce(say('scanStopped'));
    }, (failure) => box.append(failureBox(failure)));
  }
}
