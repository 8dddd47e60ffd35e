// SPDX-License-Identifier: Apache-2.0
// Objecting to a use of one's licenses, where the use stands.
import { h } from './dom.js';
import { ask, attempt } from './service.js';
import { announce, failureBox } from './shell.js';
import { say } from './words.js';

/** @type {Record<string, import('./words.js').Word>} */
export const complaintKinds = {
  'not-agreed': 'notAgreed', 'other-purpose': 'otherPurpose', 'too-much': 'tooMuch', 'unknown-reader': 'unknownReader', other: 'otherReason',
};

/** @param {{access: number} | {scan: string}} about @param {string} name which use, for those who do not see where it stands */
export function complaintForm(about, name) {
  const id = Object.values(about)[0];
  const kind = h('select', { id: `kind-${id}` }, Object.entries(complaintKinds).map(([value, word]) => h('option', { value }, say(word))));
  const text = h('textarea', { id: `why-${id}`, rows: '4', required: true, maxlength: '600' });
  const answer = h('div');
  let key = crypto.randomUUID(); // sent again after no answer came, it is the same complaint
  const form = h('form', { onsubmit: send },
    h('p', {}, say('complainText')),
    h('label', { for: `kind-${id}` }, say('complaintKind')), kind, h('label', { for: `why-${id}` }, say('complaintWhy')), text,
    answer, h('button', { type: 'submit', 'aria-label': `${say('sendComplaint')} ${name}` }, say('sendComplaint')));

  /** @param {Event} event */
  function send(event) {
    event.preventDefault();
    return attempt(async () => {
      await ask('/v1/complaints', { method: 'POST', body: { about, kind: kind.value, text: text.value }, key });
      const note = h('p', { class: 'note good', tabindex: '-1' }, say('complaintSent'), ' ', h('a', { href: '#/complaints' }, say('complaints')));
      form.replaceChildren(note);
      note.focus();
      announce(say('complaintSent'));
    }, (refusal) => {
      if (refusal.status > 0) key = crypto.randomUUID();
      answer.replaceChildren(failureBox(refusal));
    });
  }
  return h('details', {}, h('summary', {}, say('complain')), form);
}
