// SPDX-License-Identifier: Apache-2.0
// The counter's page, for window clerks. What follows # in the address is the view: / (ask, wait for the holder, see what was agreed to),
// /guardians, /papers, /losses.
import { counterForm } from './counter_form.js';
import { guardianForm, lossForm, paperForm } from './counter_mandates.js';
import { counterTitles, resultView, waitView } from './counter_scan.js';
import { h } from './dom.js';
import { keepForOffline } from './offline.js';
import { ask, attempt } from './service.js';
import { announce, content, failureBox, focusHeading, loginLink, start } from './shell.js';
import { WantedTypes } from './wanted_types.js';
import { watch } from './watch.js';
import { say } from './words.js';

/** @type {WantedTypes | null} */
let types = null;
/** @type {string[]} */
let matters = [];
/** The scan that is dealt with. @type {any} */
let scan = null;
let stopWatching = () => {};
/** What came of a form, in its place. @type {{title: string, children: import('./dom.js').Child[]} | null} */
let outcome = null;

const view = () => location.hash.slice(1) || '/';

/** @param {string} title @param {...(import('./dom.js').Child | import('./dom.js').Child[])} children */
function page(title, ...children) {
  content(title, types && sections(), h('h1', {}, title), ...children);
}

function sections() {
  const link = (/** @type {string} */ target, /** @type {import('./words.js').Word} */ word) =>
    h('a', { href: `#${target}`, 'aria-current': target === view() ? 'page' : 'false' }, say(word));
  return h('nav', { 'aria-label': say('sections') }, link('/', 'counter'), link('/guardians', 'guardians'), link('/papers', 'papers'), link('/losses', 'losses'));
}

/** @param {string} title @param {...import('./dom.js').Child} children */
function result(title, ...children) {
  outcome = { title, children };
  redraw();
}

function forgetOutcome() {
  outcome = null;
  redraw();
}

/** @param {WantedTypes} types */
function drawView(types) {
  if (outcome) return page(outcome.title, ...outcome.children, h('p', { class: 'screen-only' }, h('button', { type: 'button', onclick: forgetOutcome }, say('nextHolder'))));
  switch (view()) {
    case '/guardians': return page(say('guardians'), guardianForm(types, result));
    case '/papers': return page(say('papers'), paperForm(types, result));
    case '/losses': return page(say('losses'), lossForm(result));
    default: return scan ? drawScan() : page(say('counter'), h('p', {}, say('counterText')), counterForm(types, matters, scanned));
  }
}

/** @param {string[]} scopes @param {string} kind */
const within = (scopes, kind) => scopes.filter((scope) => scope.startsWith(`${kind}:`)).map((scope) => scope.slice(kind.length + 1));

/** False when who is there cannot scan, which has been said then. */
async function prepare() {
  const { roles, scopes } = await ask('/v1/session');
  if (!roles.includes('window_clerk')) {
    stranger(roles.includes('anonymous'));
    return false;
  }
  matters = within(scopes, 'matter');
  const allowed = within(scopes, 'license_type');
  const { license_types: all } = await ask('/v1/license-types');
  types = new WantedTypes(all.filter((/** @type {any} */ type) => allowed.includes('*') || allowed.includes(type.code)));
  return true;
}

/** @param {boolean} anonymous */
function stranger(anonymous) {
  page(say('counter'), h('section', { class: 'verdict lead' },
    h('h2', {}, say(anonymous ? 'counterLogin' : 'notClerk')), h('p', {}, say(anonymous ? 'counterLoginText' : 'notClerkNext')),
    anonymous ? loginLink('/scan') : h('p', {}, h('a', { class: 'button', href: '/' }, say('back')))));
}

/** @param {any} state */
function hear(state) {
  if (scan && scan.id === state.id && scan.state === state.state) return;
  scan = state;
  if (scan.state !== 'waiting') stopWatching();
  redraw();
}

/** @param {any} made */
function scanned(made) {
  hear(made);
  if (made.state === 'waiting') stopWatching = watch(`/v1/scans/${made.id}`, 'scan', hear);
}

function next() {
  stopWatching();
  scan = null;
  redraw();
}

function drawScan() {
  const waiting = scan.state === 'waiting';
  page(say(counterTitles[scan.state]), waiting ? waitView(scan) : resultView(scan),
    h('p', {}, h('button', { type: 'button', class: waiting ? '' : 'main', onclick: next }, say('nextHolder'))));
}

async function draw() {
  await attempt(async () => {
    if (!types && !await prepare()) return;
    if (types) drawView(types);
  }, (refusal) => {
    if (refusal.status === 401) stranger(true);
    else page(say('counter'), failureBox(refusal));
  });
}

async function redraw() {
  await draw();
  focusHeading();
  announce('');
}

start(draw);
addEventListener('hashchange', forgetOutcome);
keepForOffline();
