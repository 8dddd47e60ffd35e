// SPDX-License-Identifier: Apache-2.0
// A long list, newest first, that goes on at a button.
import { h } from './dom.js';
import { ask, attempt } from './service.js';
import { failureBox } from './shell.js';
import { say } from './words.js';

/**
 * @param {string} path answers with `next_before`
 * @param {(page: any) => HTMLLIElement[]} entries
 * @param {string} none what is said of an empty list
 */
export async function olderPages(path, entries, none) {
  const list = h('ul', { class: 'plain' }), more = h('div');

  /** @param {number} [before] */
  async function load(before) {
    const page = await ask(before ? `${path}${path.includes('?') ? '&' : '?'}before=${before}` : path);
    const added = entries(page);
    list.append(...added);
    more.replaceChildren(...(page.next_before === null ? [] : [olderButton(page.next_before)]));
    return added;
  }

  /** @param {number} before */
  function olderButton(before) {
    return h('button', { type: 'button', onclick: () => loadOlder(before) }, say('older'));
  }

  /** @param {number} before */
  function loadOlder(before) {
    return attempt(async () => {
      const [first] = await load(before);
      first?.setAttribute('tabindex', '-1');
      first?.focus();
    }, (refusal) => more.append(failureBox(refusal)));
  }

  const first = await load();
  return first.length === 0 ? [h('p', {}, none)] : [list, more];
}
