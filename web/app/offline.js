// SPDX-License-Identifier: Apache-2.0
// The page and what it consists of are kept for times without a network: files alone, never an answer about somebody (worker.js).

/** The only address that a policy of ours ever gives out. @returns {any} */
function workerAddress() {
  const address = '/assets/worker.js';
  const types = /** @type {any} */ (globalThis).trustedTypes;
  return types ? types.createPolicy('worker', { createScriptURL: () => address }).createScriptURL('') : address;
}

/** Again when more was loaded. A browser that cannot, or is told not to, goes on without. */
export async function keepLoadedForOffline() {
  try {
    const { active } = await navigator.serviceWorker.ready;
    const loaded = performance.getEntriesByType('resource').map((entry) => new URL(entry.name));
    const assets = loaded.filter((url) => url.origin === location.origin).map((url) => url.pathname);
    active?.postMessage([location.pathname, ...assets]);
  } catch { /* the page is whole without it */ }
}

/** Once for a page. */
export async function keepForOffline() {
  try {
    await navigator.serviceWorker.register(workerAddress(), { scope: '/' });
    await keepLoadedForOffline();
  } catch { /* the page is whole without it */ }
}
