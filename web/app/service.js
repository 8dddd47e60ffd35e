// SPDX-License-Identifier: Apache-2.0
// Asking the service; a refusal says what happened and what to do next (RFC 9457).
import { language } from './settings.js';
import { say } from './words.js';

export class Failure extends Error {
  /** @param {string} code @param {string} text @param {string} nextStep @param {number} status 0: no answer came */
  constructor(code, text, nextStep, status) {
    super(text);
    this.code = code;
    this.nextStep = nextStep;
    this.status = status;
  }
}

/** @param {Response} answer */
async function failure(answer) {
  try {
    const problem = await answer.json();
    return new Failure(problem.code, problem.title, problem.next_step, answer.status);
  } catch {
    return new Failure('ANSWER', say('unreadable'), say('tryLater'), answer.status);
  }
}

/**
 * @param {string} path
 * @param {{method?: string, body?: any, type?: string, key?: string}} [options] a body without a type is sent as JSON; the same key twice
 *   is the same request
 * @returns {Promise<any>} the JSON of the answer, null when there is none
 */
export async function ask(path, { method = 'GET', body, type, key } = {}) {
  /** @type {Record<string, string>} */
  const headers = { 'Accept-Language': language() };
  if (body !== undefined) headers['Content-Type'] = type ?? 'application/json';
  if (key) headers['Idempotency-Key'] = key;
  let answer;
  try {
    answer = await fetch(path, { method, headers, body: body === undefined || type ? body : JSON.stringify(body) });
  } catch {
    throw new Failure('NO_ANSWER', say('noAnswer'), say('checkNetwork'), 0);
  }
  if (!answer.ok) throw await failure(answer);
  return answer.headers.get('content-type')?.includes('json') ? answer.json() : null;
}

/** Runs a piece of work; a refusal goes to `refused`, anything else is a fault of ours. @param {() => Promise<void>} work @param {(failure: Failure) => void | Promise<void>} refused */
export async function attempt(work, refused) {
  try {
    await work();
  } catch (refusal) {
    if (!(refusal instanceof Failure)) throw refusal;
    await refused(refusal);
  }
}
