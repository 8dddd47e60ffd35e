// SPDX-License-Identifier: Apache-2.0
// What a counter asks for, and the code: from the camera, a hand scanner, or typed as it was read out.
import { cameraButton } from './camera_button.js';
import { h } from './dom.js';
import { Failure, ask, attempt } from './service.js';
import { failureBox } from './shell.js';
import { say } from './words.js';

/** Kept between two holders, in the page alone. */
const kept = { matter: '', 'matter-name': '', case: '', device: '' };

/** @param {keyof typeof kept} id @param {import('./words.js').Word} word @param {string} maxlength */
function field(id, word, maxlength) {
  const keep = (/** @type {any} */ event) => { kept[id] = event.target.value; };
  return [h('label', { for: id }, say(word)), h('input', { id, required: true, maxlength, value: kept[id], autocomplete: 'off', oninput: keep })];
}

/** @param {string[]} matters from the scopes; "*" names none */
function matterField(matters) {
  const named = matters.filter((matter) => matter !== '*');
  if (named.length > 0 && !kept.matter) [kept.matter] = named;
  const [label, input] = field('matter', 'matterCode', '64');
  input.setAttribute('list', 'matters');
  return [label, input, h('datalist', { id: 'matters' }, named.map((matter) => h('option', { value: matter })))];
}

/** @param {import('./wanted_types.js').WantedTypes} types @param {string[]} matters @param {(scan: any) => void} scanned */
export function counterForm(types, matters, scanned) {
  const answer = h('div');
  const code = h('input', { id: 'code', required: true, maxlength: '200', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false' });
  const document = h('input', { id: 'document', maxlength: '64', autocomplete: 'off' });
  let key = crypto.randomUUID(); // sent again after no answer came, it is the same scan
  const form = h('form', { onsubmit: send });

  function request() {
    if (types.wanted.length === 0) throw new Failure('NONE', say('noTypes'), say('noTypesNext'), 0);
    return {
      code: code.value.trim(),
      matter: { code: kept.matter.trim(), name: kept['matter-name'].trim() },
      case: kept.case.trim(),
      license_types: types.wanted,
      device: kept.device.trim(),
      ...(document.value.trim() && { document_number: document.value.trim() }),
    };
  }

  /** @param {Event} event */
  function send(event) {
    event.preventDefault();
    return attempt(async () => scanned(await ask('/v1/scans', { method: 'POST', body: request(), key })), (refusal) => {
      if (refusal.status > 0) key = crypto.randomUUID();
      refused(refusal);
    });
  }

  /** @param {Failure} refusal */
  function refused(refusal) {
    answer.replaceChildren(failureBox(refusal));
  }

  /** @param {string} text */
  function found(text) {
    code.value = text;
    form.requestSubmit();
  }

  form.append(
    h('h2', {}, say('forWhat')), ...matterField(matters), ...field('matter-name', 'matterName', '60'), ...field('case', 'caseNumber', '64'),
    ...field('device', 'device', '64'), ...types.view().flat(),
    h('h2', {}, say('theCode')), ...cameraButton(found, refused),
    h('label', { for: 'code' }, say('codeInput')), code,
    h('details', {}, h('summary', {}, say('paper')), h('label', { for: 'document' }, say('documentNumber')), document),
    answer, h('button', { type: 'submit' }, say('askHolder')));
  return form;
}
