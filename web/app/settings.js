// SPDX-License-Identifier: Apache-2.0
// What a person has chosen for this browser: language and size of type. Nothing else is kept in it.

/** @typedef {'zh' | 'en'} Language */

/** A browser may forbid storage: then the choice lasts as long as the page. @type {Map<string, string>} */
const kept = new Map();

/** @param {string} name */
function stored(name) {
  try {
    return localStorage.getItem(name) ?? kept.get(name);
  } catch {
    return kept.get(name);
  }
}

/** @param {string} name @param {string} value */
function store(name, value) {
  kept.set(name, value);
  try {
    localStorage.setItem(name, value);
  } catch { /* kept above */ }
}

/** @returns {Language} */
export function language() {
  const chosen = stored('language') ?? navigator.language;
  return chosen.startsWith('en') ? 'en' : 'zh';
}

/** @param {Language} value */
export function chooseLanguage(value) {
  store('language', value);
}

export function typeIsLarge() {
  return stored('type') === 'large';
}

/** @param {boolean} large */
export function chooseType(large) {
  store('type', large ? 'large' : 'plain');
}
