// SPDX-License-Identifier: Apache-2.0
// The verifier's page: a file or a code in, a report in words out. Nobody has to log in.
import { codeForm, codeReport } from './code_check.js';
import { h } from './dom.js';
import { keepForOffline } from './offline.js';
import { reportView } from './report.js';
import { Failure, ask } from './service.js';
import { announce, content, failureBox, focusHeading, start } from './shell.js';
import { say } from './words.js';

const maxFile = 32 * 1024 * 1024; // as the service takes

/** What is looked at, so that a change of language can draw it again. @type {File | import('./code_check.js').Checked | null} */
let chosen = null;

function chooser() {
  const input = h('input', { type: 'file', id: 'file', class: 'unseen', accept: '.ofd,application/ofd', onchange: () => verify(input.files?.[0]) });
  return h('section', { class: 'drop', ondragover: allowDrop, ondrop: takeDrop },
    input, h('label', { for: 'file', class: 'button' }, say('chooseFile')), h('p', {}, say('orDrop')));
}

/** @param {DragEvent} event */
function allowDrop(event) {
  event.preventDefault();
}

/** @param {DragEvent} event */
function takeDrop(event) {
  event.preventDefault();
  verify(event.dataTransfer?.files[0]);
}

/** @param {File | import('./code_check.js').Checked | undefined} given */
async function verify(given) {
  if (!given) return;
  chosen = given;
  await draw();
  focusHeading();
}

/** @param {File} file */
async function report(file) {
  if (file.size > maxFile) throw new Failure('TOO_LARGE', say('tooLarge'), say('tooLargeNext'), 413);
  announce(say('verifying') + file.name);
  return ask('/v1/verifications', { method: 'POST', body: file, type: 'application/ofd' });
}

/** @param {...(import('./dom.js').Child | import('./dom.js').Child[])} children */
function page(...children) {
  content(say('verify'), ...children, h('p', {}, h('a', { href: '/' }, say('toHolder'))));
}

function drawChooser() {
  page(h('h1', {}, say('verify')), h('p', {}, say('verifyText')), chooser(), codeForm(verify));
}

/** What was found, until another code is tried: nobody may take its verdict for the other's. @param {...import('./dom.js').Child[]} found */
function drawFound(...found) {
  const former = h('div', {}, ...found);
  const forget = () => {
    chosen = null;
    former.replaceChildren(h('h1', {}, say('verify')));
  };
  page(former, h('h2', {}, say('another')), chooser(), codeForm(verify, forget));
}

/** @param {File} file */
async function drawReport(file) {
  try {
    const answer = await report(file);
    drawFound([h('p', { class: 'file' }, file.name)], reportView(answer));
    announce(answer.text);
  } catch (refusal) {
    if (!(refusal instanceof Failure)) throw refusal;
    page(h('h1', {}, say('verify')), failureBox(refusal), chooser(), codeForm(verify));
  }
}

async function draw() {
  if (chosen instanceof File) await drawReport(chosen);
  else if (chosen) drawFound(codeReport(chosen));
  else drawChooser();
}

start(draw);
keepForOffline();
