// SPDX-License-Identifier: Apache-2.0
// Who scanned codes of the holder, newest first; one that waits can be answered from here as well.
import { answeredScan } from './answered_view.js';
import { confirmView } from './confirm_view.js';
import { h } from './dom.js';
import { olderPages } from './pages.js';
import { ask } from './service.js';
import { askedRows, scanStates } from './scan_card.js';
import { say } from './words.js';

/** @param {any} scan */
function entry(scan) {
  const waiting = scan.state === 'waiting';
  return h('li', {}, waiting
    ? [askedRows(scan), h('p', {}, h('a', { class: 'button main', href: `#/scans/${scan.id}` }, say('scanSeen')))]
    : answeredScan(scan));
}

export function scanList() {
  return olderPages('/v1/holders/me/scans', (page) => page.scans.map(entry), say('noScans'));
}

/** @param {string} id @param {() => void} changed @returns {Promise<import('./show_view.js').View>} */
export async function scanView(id, changed) {
  const scan = await ask(`/v1/scans/${id}`);
  const waiting = scan.state === 'waiting';
  return {
    urgent: waiting,
    title: say(waiting ? 'scanSeen' : scanStates[scan.state]),
    children: waiting ? confirmView(scan, false, changed) : [answeredScan(scan)],
  };
}
