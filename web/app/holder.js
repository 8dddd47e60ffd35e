// SPDX-License-Identifier: Apache-2.0
// The holder's page. What follows # in the address is the view: /, /licenses/{identifier}, /uses, /corrections.
import { correctionList } from './corrections.js';
import { h } from './dom.js';
import { licenseDetails } from './license_details.js';
import { licenseList } from './license_list.js';
import { Failure, ask } from './service.js';
import { announce, content, failureBox, focusHeading, start } from './shell.js';
import { useList } from './uses.js';
import { say } from './words.js';

/** @typedef {import('./license_list.js').License} License */

/** Read once: each reading stands in the holder's log. @type {License[] | null} */
let known = null;

const view = () => location.hash.slice(1) || '/';

/** @param {Failure} refusal */
function welcome(refusal) {
  const operator = refusal.status === 403;
  content(say('myLicenses'),
    h('section', { class: 'verdict lead' }, h('h1', {}, say('welcome')), h('p', {}, operator ? say('operator') : say('welcomeText')),
      operator ? logoutButton() : h('p', {}, h('a', { class: 'button', href: '/login' }, say('login')))),
    h('p', {}, h('a', { href: '/verify' }, say('verifyInstead'))));
}

function logoutButton() {
  return h('button', { type: 'button', onclick: logout }, say('logout'));
}

async function logout() {
  await fetch('/logout', { method: 'POST' });
  known = null;
  history.replaceState(null, '', '/');
  await draw();
}

function sections() {
  const link = (/** @type {string} */ target, /** @type {import('./words.js').Word} */ word) =>
    h('a', { href: `#${target}`, 'aria-current': target === view() ? 'page' : 'false' }, say(word));
  return h('nav', { 'aria-label': say('sections') }, link('/', 'myLicenses'), link('/uses', 'uses'), link('/corrections', 'corrections'), logoutButton());
}

/** @param {string} title @param {...(import('./dom.js').Child | import('./dom.js').Child[])} children */
function page(title, ...children) {
  content(title, sections(), h('h1', {}, title), ...children);
}

/** @param {License[]} licenses */
async function drawView(licenses) {
  const names = new Map(licenses.map((license) => [license.identifier, license.license_type.name]));
  const chosen = licenses.find((license) => view() === `/licenses/${license.identifier}`);
  if (chosen) page(chosen.license_type.name, licenseDetails(chosen));
  else if (view() === '/uses') page(say('uses'), await useList(names));
  else if (view() === '/corrections') page(say('corrections'), await correctionList(names));
  else page(say('myLicenses'), licenseList(licenses));
}

async function draw() {
  announce(say('loading'));
  try {
    known ??= /** @type {License[]} */ ((await ask('/v1/holders/me/licenses')).licenses);
    await drawView(known);
  } catch (refusal) {
    if (!(refusal instanceof Failure)) throw refusal;
    if (refusal.status === 401 || refusal.status === 403) welcome(refusal);
    else content(say('myLicenses'), h('h1', {}, say('myLicenses')), failureBox(refusal));
  }
  announce('');
}

start(draw);
addEventListener('hashchange', async () => {
  await draw();
  focusHeading();
});
