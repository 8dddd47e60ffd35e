// SPDX-License-Identifier: Apache-2.0
// Showing, from the choice to the answer. One session at a time; it goes on while the holder looks at other views.
import { answeredScan } from './answered_view.js';
import { codeView } from './code_view.js';
import { confirmView } from './confirm_view.js';
import { h } from './dom.js';
import { ask } from './service.js';
import { showChoice } from './show_choice.js';
import { ShowSession } from './show_session.js';
import { scanStates } from './scan_card.js';
import { say } from './words.js';

/** @typedef {{title: string, children: (import('./dom.js').Child | import('./dom.js').Child[])[], urgent?: boolean}} View */

/** @type {ShowSession | null} */
let shown = null;

export function forgetShown() {
  shown?.close();
  shown = null;
}

/** @param {object} wanted @param {(urgent?: boolean) => void} changed as ShowSession has it */
export async function openShow(wanted, changed) {
  const opened = await ask('/v1/show-codes', { method: 'POST', body: wanted });
  forgetShown();
  shown = new ShowSession(opened, changed);
  changed();
}

/** @param {string} text @param {() => void} onclick */
function nextButton(text, onclick) {
  return h('p', {}, h('button', { type: 'button', class: 'main', onclick }, text));
}

/** @param {ShowSession} session @returns {View} */
function askedView(session) {
  return { title: say('scanSeen'), urgent: true, children: confirmView(session.scan, session.session.licenses !== null, (scan) => session.look(scan)) };
}

/** @param {ShowSession} session @param {() => void} changed @returns {View} */
function answeredView(session, changed) {
  const again = session.session.state === 'ended' ? () => { forgetShown(); changed(); } : () => session.again();
  return { title: say(scanStates[session.scan.state]), urgent: true, children: [answeredScan(session.scan, (draw) => { session.fetched = draw; }), nextButton(say('showAgain'), again)] };
}

/** @param {import('./license_list.js').License[]} licenses @param {() => void} changed @returns {View} */
export function showView(licenses, changed) {
  if (!shown) return { title: say('showCode'), children: showChoice(licenses, (wanted) => openShow(wanted, changed)) };
  switch (shown.phase) {
    case 'asked': return askedView(shown);
    case 'answered': return answeredView(shown, changed);
    case 'ended': return { title: say('showOver'), children: [nextButton(say('showAgain'), () => { forgetShown(); changed(); })] };
    default: return { title: say('showCode'), urgent: true, children: codeView(shown) };
  }
}
