// SPDX-License-Identifier: Apache-2.0
// What the holder reported as wrong, and what became of it.
import { description, h } from './dom.js';
import { ask } from './service.js';
import { clock, say } from './words.js';

/** @type {Record<string, import('./words.js').Word>} */
const states = { open: 'correctionOpen', accepted: 'correctionAccepted', refused: 'correctionRefused' };

/** @param {Map<string, string>} names of the licenses by identifier */
export async function correctionList(names) {
  const { corrections } = await ask('/v1/holders/me/corrections');
  if (corrections.length === 0) return [h('p', {}, say('noCorrections'))];
  return [h('ul', { class: 'plain' }, corrections.map((/** @type {any} */ correction) => h('li', {}, description([
    [say('license'), names.get(correction.license) ?? correction.license],
    [say('whatIsWrong'), correction.field],
    [say('describe'), correction.text],
    [say('state'), say(states[correction.state])],
    [say('askedAt'), clock(correction.asked_at)],
    [say('answeredAt'), correction.answered_at && clock(correction.answered_at)],
  ]))))];
}
