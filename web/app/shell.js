// SPDX-License-Identifier: Apache-2.0
// What every page has around its content: a way to skip to it, the name, language, large type, and one place that speaks to a
// screen reader.
import { h, show } from './dom.js';
import { chooseLanguage, chooseType, language, typeIsLarge } from './settings.js';
import { say } from './words.js';

const main = h('main', { id: 'main', tabindex: '-1' });
const status = h('p', { class: 'unseen', role: 'status' });

/** @type {() => void} */
let draw = () => {};

function header() {
  const english = language() === 'en';
  return h('header', {},
    h('a', { class: 'skip', href: '#main', onclick: skip }, say('skip')),
    h('p', { class: 'brand' }, say('brand')),
    h('div', { class: 'tools', role: 'group', 'aria-label': say('settings') },
      h('button', { type: 'button', 'aria-pressed': String(typeIsLarge()), onclick: toggleType }, say('largeType')),
      h('button', { type: 'button', lang: english ? 'zh' : 'en', onclick: toggleLanguage }, english ? '中文' : 'English')));
}

/** The hash belongs to the page's own views. @param {Event} event */
function skip(event) {
  event.preventDefault();
  main.focus();
}

function toggleType() {
  chooseType(!typeIsLarge());
  frame();
}

function toggleLanguage() {
  chooseLanguage(language() === 'en' ? 'zh' : 'en');
  frame();
  draw();
}

/** Drawn again, the button that was pressed has to be found again by the keyboard. */
function frame() {
  const pressed = [...document.querySelectorAll('.tools button')].indexOf(/** @type {Element} */ (document.activeElement));
  document.documentElement.lang = language();
  document.documentElement.toggleAttribute('data-large', typeIsLarge());
  show(document.body, header(), main, h('footer', {}, h('p', {}, say('footer'))), status);
  if (pressed >= 0) /** @type {HTMLElement} */ (document.querySelectorAll('.tools button')[pressed]).focus();
}

/** @param {() => void} page draws the content, again when the language changes */
export function start(page) {
  draw = page;
  frame();
  draw();
}

/** @param {string} title @param {...(import('./dom.js').Child | import('./dom.js').Child[])} children */
export function content(title, ...children) {
  document.title = title;
  show(main, ...children);
}

/** After a change of view the keyboard begins at its heading. */
export function focusHeading() {
  const heading = main.querySelector('h1');
  heading?.setAttribute('tabindex', '-1');
  heading?.focus();
}

/** @param {string} text */
export function announce(text) {
  status.textContent = text;
}

/** Where persons can log in at this service; else a line that says they cannot. @param {string} [page] to come back to */
export function loginLink(page) {
  if (!('login' in document.documentElement.dataset)) return h('p', { class: 'note open' }, say('noLogin'));
  return h('p', {}, h('a', { class: 'button', href: page ? `/login?return=${page}` : '/login' }, say('login')));
}

/** @param {import('./service.js').Failure} failure */
export function failureBox(failure) {
  return h('section', { class: 'verdict bad', role: 'alert' }, h('h2', {}, failure.message), h('p', {}, failure.nextStep));
}
