// SPDX-License-Identifier: Apache-2.0
// What this browser keeps for showing without a network: its key, which cannot be taken out, and the tickets. Of one holder at a time.
import { Failure } from './service.js';
import { say } from './words.js';

/**
 * @typedef {{license: string, type_name: string, fields: string[], ticket: string, taken_at: number, issued_at: string, expires_at: string,
 *   clock_offset_seconds: number, summary: Record<string, string>}} Ticket `taken_at`: milliseconds by this phone's clock
 * @typedef {{pair: CryptoKeyPair, device: string, tickets: Ticket[]}} Phone
 */

const place = 'phone', only = 'kept';

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
function answerOf(request) {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
}

async function open() {
  const request = indexedDB.open('elicense', 1);
  request.addEventListener('upgradeneeded', () => request.result.createObjectStore(place));
  return answerOf(request);
}

/** @template T @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => IDBRequest<T>} work @returns {Promise<T>} */
async function within(mode, work) {
  try {
    const database = await open();
    const answer = await answerOf(work(database.transaction(place, mode).objectStore(place)));
    database.close();
    return answer;
  } catch { // a browser may forbid it
    throw new Failure('NO_STORE', say('noStore'), say('noStoreNext'), 0);
  }
}

/** @returns {Promise<Phone | undefined>} */
export function readPhone() {
  return within('readonly', (store) => store.get(only));
}

/** @param {Phone} phone */
export function keepPhone(phone) {
  return within('readwrite', (store) => store.put(phone, only));
}

export function forgetPhone() {
  return within('readwrite', (store) => store.delete(only));
}
