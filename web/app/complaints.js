// SPDX-License-Identifier: Apache-2.0
// The page on which auditors answer what holders objected to.
import { complaintRows } from './complaint_list.js';
import { description, h } from './dom.js';
import { ask, attempt } from './service.js';
import { announce, content, failureBox, focusHeading, loginLink, start } from './shell.js';
import { say } from './words.js';

const atOnce = 100; // as many as the service answers with; fewer: there are no more

/** @param {...(import('./dom.js').Child | import('./dom.js').Child[])} children */
function page(...children) {
  content(say('answerComplaints'), h('h1', {}, say('answerComplaints')), ...children);
}

/** @param {any} complaint @param {(answered: HTMLElement) => void} done */
function answerForm({ id }, done) {
  const state = h('select', { id: `state-${id}` },
    h('option', { value: 'upheld' }, say('complaintUpheld')), h('option', { value: 'dismissed' }, say('complaintDismissed')));
  const text = h('textarea', { id: `text-${id}`, rows: '4', required: true, maxlength: '600' });
  const refused = h('div');

  /** @param {Event} event */
  function send(event) {
    event.preventDefault();
    return attempt(async () => {
      await ask(`/v1/complaints/${id}/answer`, { method: 'POST', body: { state: state.value, text: text.value } });
      done(h('p', { class: 'note good', tabindex: '-1' }, say('answered')));
    }, (refusal) => refused.replaceChildren(failureBox(refusal)));
  }
  return h('form', { onsubmit: send },
    h('label', { for: `state-${id}` }, say('yourDecision')), state, h('label', { for: `text-${id}` }, say('yourAnswer')), text,
    refused, h('button', { type: 'submit' }, say('sendAnswer')));
}

/** @param {any} complaint */
function entry(complaint) {
  const form = h('div', {}, answerForm(complaint, (note) => {
    form.replaceChildren(note);
    note.focus();
    announce(say('answered'));
  }));
  return h('li', {}, description(complaintRows(complaint, complaint.about.license)), form);
}

/** @param {number} after */
async function drawList(after) {
  const { complaints } = await ask(`/v1/complaints?after=${after}`);
  if (complaints.length === 0) return page(h('p', {}, say('noOpenComplaints')));
  const next = async () => {
    await drawList(complaints[complaints.length - 1].sequence);
    focusHeading();
  };
  page(h('p', {}, say('answerComplaintsText')), h('ul', { class: 'plain' }, complaints.map(entry)),
    complaints.length === atOnce && h('p', {}, h('button', { type: 'button', onclick: next }, say('nextComplaints'))));
}

/** @param {boolean} anonymous */
function stranger(anonymous) {
  page(h('section', { class: 'verdict lead' },
    h('h2', {}, say(anonymous ? 'auditorLogin' : 'notAuditor')), h('p', {}, say(anonymous ? 'auditorLoginText' : 'notAuditorNext')),
    anonymous ? loginLink('/complaints') : h('p', {}, h('a', { class: 'button', href: '/' }, say('back')))));
}

async function draw() {
  await attempt(async () => {
    const { roles } = await ask('/v1/session');
    if (roles.includes('auditor')) await drawList(0);
    else stranger(roles.includes('anonymous'));
  }, (refusal) => {
    if (refusal.status === 401) stranger(true);
    else page(failureBox(refusal));
  });
}

start(draw);
