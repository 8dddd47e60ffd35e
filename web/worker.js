// SPDX-License-Identifier: Apache-2.0
// The service worker: pages and their files come from the service, and without a network from what was kept of them. What else is asked
// passes by, so that no answer about a person is ever kept.
const kept = 'pages-1';
const pages = new Set(['/', '/verify', '/scan']);

/** @param {string} path */
const isOurs = (path) => pages.has(path) || path.startsWith('/assets/');

/** @param {Request | string} request */
async function fetchAndKeep(request) {
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(kept)).put(request, answer.clone());
  return answer;
}

/** @param {Request} request */
async function answer(request) {
  try {
    return await fetchAndKeep(request);
  } catch {
    return await caches.match(request, { ignoreSearch: true }) ?? Response.error();
  }
}

async function dropOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== kept).map((name) => caches.delete(name)));
}

const worker = /** @type {any} */ (self);
worker.addEventListener('install', () => worker.skipWaiting());
worker.addEventListener('activate', (/** @type {any} */ event) => event.waitUntil(dropOthers().then(() => worker.clients.claim())));
worker.addEventListener('message', (/** @type {any} */ event) => { // what a page had loaded before we were there
  const wanted = event.data.filter(isOurs);
  event.waitUntil(Promise.allSettled(wanted.map(fetchAndKeep)));
});
worker.addEventListener('fetch', (/** @type {any} */ event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method === 'GET' && origin === location.origin && isOurs(pathname)) event.respondWith(answer(request));
});
