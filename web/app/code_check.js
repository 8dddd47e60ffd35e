// SPDX-License-Identifier: Apache-2.0
// A code that somebody shows to the verifier: an offline code is checked by the service, the code of a face leads to its page.
import { cameraButton } from './camera_button.js';
import { description, h } from './dom.js';
import { verdict } from './report.js';
import { Failure, ask, attempt } from './service.js';
import { failureBox } from './shell.js';
import { itemNames } from './uses.js';
import { clock, say } from './words.js';

/** @typedef {{report: any | null}} Checked null: the service could not be asked */

const offlinePrefix = 'EL1:';

/** Of this service, as a face has it. @param {string} text */
function faceAddress(text) {
  const address = URL.canParse(text) ? new URL(text) : null;
  return address?.origin === location.origin && /^\/v\/[\w-]+$/.test(address.pathname) ? address.pathname : null;
}

/** @param {string} code @returns {Promise<Checked>} */
async function checked(code) {
  try {
    return { report: await ask('/v1/offline-code-verifications', { method: 'POST', body: { code } }) };
  } catch (refusal) {
    if (refusal instanceof Failure && refusal.status === 0) return { report: null };
    throw refusal;
  }
}

/** @param {(checked: Checked) => void} done @param {() => void} begun */
export function codeForm(done, begun = () => {}) {
  const answer = h('div');
  const input = h('input', { id: 'shown-code', required: true, maxlength: '1000', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false' });
  const refused = (/** @type {Failure} */ failure) => answer.replaceChildren(failureBox(failure));
  const found = (/** @type {string} */ text) => { input.value = text; check(); };
  const form = h('form', { onsubmit: (/** @type {Event} */ event) => { event.preventDefault(); check(); } },
    h('h2', {}, say('orCode')), h('p', {}, say('orCodeText')), ...cameraButton(found, refused),
    h('label', { for: 'shown-code' }, say('shownCode')), input, answer, h('button', { type: 'submit' }, say('checkCode')));

  /** A blank at its end belongs to a code. */
  function check() {
    begun();
    return attempt(async () => {
      const face = faceAddress(input.value.trim());
      if (face) return location.assign(face);
      if (!input.value.startsWith(offlinePrefix)) throw new Failure('NO_CODE', say('noSuchCode'), say('noSuchCodeNext'), 0);
      done(await checked(input.value));
    }, refused);
  }
  return form;
}

/** Nothing that a stranger's code says is shown as long as nobody vouches for it. */
function notChecked() {
  const list = (/** @type {import('./words.js').Word[]} */ words) => h('ul', {}, words.map((word) => h('li', {}, say(word))));
  return [
    verdict({ verdict: 'undetermined', text: say('notCheckedTitle'), next_step: say('notCheckedNext') }),
    h('section', {}, h('h2', {}, say('wasChecked')), list(['checkedForm'])),
    h('section', {}, h('h2', {}, say('wasNotChecked')), list(['uncheckedIssuer', 'uncheckedPhone', 'uncheckedTime', 'uncheckedStatus'])),
  ];
}

/** @param {any} report */
function foundRows(report) {
  return description([
    ...Object.entries(report.license ?? {}).map(([name, value]) => /** @type {[string, string]} */ ([itemNames([name]), value])),
    [say('codeMadeAt'), report.made_at && clock(report.made_at)],
    [say('firstSeen'), report.first_seen && clock(report.first_seen)],
    [say('asOf'), report.status_as_of && clock(report.status_as_of)],
    [say('checkedAt'), clock(report.checked_at)],
  ]);
}

/** @param {Checked} checked */
export function codeReport({ report }) {
  return report ? [verdict(report), foundRows(report)] : notChecked();
}
