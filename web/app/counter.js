// SPDX-License-Identifier: Apache-2.0
// The counter's page, for window clerks: ask, wait for the holder, see what was agreed to.
import { counterForm } from './counter_form.js';
import { counterTitles, resultView, waitView } from './counter_scan.js';
import { h } from './dom.js';
import { keepForOffline } from './offline.js';
import { ask, attempt } from './service.js';
import { announce, content, failureBox, focusHeading, start } from './shell.js';
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

/** @param {string} title @param {...(import('./dom.js').Child | import('./dom.js').Child[])} children */
function page(title, ...children) {
  content(title, h('h1', {}, title), ...children);
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
    h('p', {}, anonymous ? h('a', { class: 'button', href: '/login' }, say('login')) : h('a', { class: 'button', href: '/' }, say('back')))));
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
    if (scan) drawScan();
    else if (types) page(say('counter'), h('p', {}, say('counterText')), counterForm(types, matters, scanned));
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
keepForOffline();
