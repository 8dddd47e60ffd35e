// SPDX-License-Identifier: Apache-2.0
// The holder's page. What follows # in the address is the view: /, /licenses/{identifier}, /show, /offline, /scans, /scans/{id}, /uses,
// /mandates, /corrections, /complaints.
import { complaintList } from './complaint_list.js';
import { correctionList } from './corrections.js';
import { h } from './dom.js';
import { licenseDetails } from './license_details.js';
import { licenseList } from './license_list.js';
import { mandateList } from './mandate_list.js';
import { keepForOffline } from './offline.js';
import { forgetOfflineShown, keptOfflineView, offlineView } from './offline_view.js';
import { keptTickets, leavePhone } from './phone.js';
import { scanList, scanView } from './scan_list.js';
import { Failure, ask, attempt } from './service.js';
import { announce, content, failureBox, focusHeading, loginLink, start } from './shell.js';
import { forgetShown, openShow, showView } from './show_view.js';
import { useList } from './uses.js';
import { say } from './words.js';

/** @typedef {import('./license_list.js').License} License */

/** Read once: each reading stands in the holder's log. @type {License[] | null} */
let known = null;

const view = () => location.hash.slice(1) || '/';

/** Where the service does not help, what this phone keeps may. */
async function offlineInstead() {
  return (await keptTickets()).length > 0 && h('p', {}, h('a', { class: 'button', href: '#/offline' }, say('offlineCode')));
}

/** @param {Failure} refusal */
async function welcome(refusal) {
  const operator = refusal.status === 403;
  const offline = await offlineInstead();
  content(say('myLicenses'),
    h('section', { class: 'verdict lead' }, h('h1', {}, say('welcome')), h('p', {}, operator ? say('operator') : say('welcomeText')),
      operator && h('p', {}, h('a', { class: 'button', href: '/scan' }, say('toCounter')), ' ', h('a', { class: 'button', href: '/report' }, say('toReport'))),
      operator ? logoutButton() : loginLink()),
    offline,
    h('p', {}, h('a', { href: '/verify' }, say('verifyInstead'))));
}

function logoutButton() {
  return h('button', { type: 'button', onclick: logout }, say('logout'));
}

function logout() {
  return attempt(async () => {
    await leavePhone();
    await ask('/logout', { method: 'POST' });
    known = null;
    forgetShown();
    forgetOfflineShown();
    history.replaceState(null, '', '/');
    await draw();
  }, refused);
}

/** What is used most stands open, the rest behind one button unless it is where the holder is. */
function sections() {
  const link = (/** @type {string} */ target, /** @type {import('./words.js').Word} */ word) =>
    h('a', { href: `#${target}`, 'aria-current': target === view() ? 'page' : 'false' }, say(word));
  const more = [link('/offline', 'offlineCode'), link('/scans', 'scans'), link('/uses', 'uses'), link('/mandates', 'mandates'), link('/corrections', 'corrections'), link('/complaints', 'complaints')];
  const isOpen = more.some((one) => one.getAttribute('aria-current') === 'page');
  return h('nav', { 'aria-label': say('sections') }, link('/show', 'showCode'), link('/', 'myLicenses'),
    h('details', { open: isOpen }, h('summary', {}, say('more')), h('div', { class: 'more' }, more, logoutButton())));
}

/** Where somebody waits at a counter, the content comes first. @param {import('./show_view.js').View} view */
function page({ title, children, urgent }) {
  const rest = [h('h1', {}, title), ...children];
  content(title, ...(urgent ? [...rest, sections()] : [sections(), ...rest]));
}

/** Somebody who scanned waits at a counter, wherever the holder is. @param {boolean} [urgent] */
function shownChanged(urgent = false) {
  if (view() === '/show') redraw();
  else if (urgent) location.hash = '#/show';
}

/** @param {string} [said] for those who do not see the change */
async function redraw(said = '') {
  await draw();
  focusHeading();
  announce(said);
}

/** @param {License[]} licenses @returns {Promise<import('./show_view.js').View>} */
async function viewOf(licenses) {
  const names = new Map(licenses.map((license) => [license.identifier, license.license_type.name]));
  const chosen = licenses.find((license) => view() === `/licenses/${license.identifier}`);
  if (chosen) return { title: chosen.license_type.name, children: licenseDetails(chosen) };
  if (view().startsWith('/scans/')) return scanView(view().slice('/scans/'.length), () => redraw());
  switch (view()) {
    case '/show': return showView(licenses, shownChanged);
    case '/offline': return offlineView(licenses, redraw);
    case '/scans': return { title: say('scans'), children: await scanList() };
    case '/uses': return { title: say('uses'), children: await useList(names) };
    case '/mandates': return { title: say('mandates'), children: await mandateList(licenses, mandateActions) };
    case '/corrections': return { title: say('corrections'), children: await correctionList(names) };
    case '/complaints': return { title: say('complaints'), children: await complaintList(names) };
    default: return { title: say('myLicenses'), children: [licenseList(licenses)] };
  }
}

const mandateActions = {
  changed: redraw,
  showFor: async (/** @type {string} */ mandate) => {
    await openShow({ mine: true, mandate }, shownChanged);
    location.hash = '#/show';
  },
};

/** @returns {Promise<import('./show_view.js').View>} */
async function drawnView() {
  try {
    known ??= /** @type {License[]} */ ((await ask('/v1/holders/me/licenses')).licenses);
  } catch (refusal) {
    const away = refusal instanceof Failure && (refusal.status === 0 || refusal.status === 401);
    if (away && view() === '/offline' && (await keptTickets()).length > 0) return keptOfflineView(redraw);
    throw refusal;
  }
  return viewOf(known);
}

/** @param {Failure} refusal */
async function refused(refusal) {
  if (refusal.status === 401 || (refusal.status === 403 && !known)) return welcome(refusal);
  const offline = refusal.status === 0 && await offlineInstead();
  content(say('myLicenses'), h('h1', {}, say('myLicenses')), failureBox(refusal), offline);
}

let drawings = 0;

async function draw() {
  const drawing = ++drawings;
  announce(say('loading'));
  await attempt(async () => {
    const drawn = await drawnView();
    if (drawing === drawings) page(drawn); // else a later view is on its way
  }, refused);
  announce('');
}

start(draw);
addEventListener('hashchange', () => redraw());
keepForOffline();
