// SPDX-License-Identifier: Apache-2.0
// Hearing at once what becomes of something; and seconds that no clock of the device can falsify.
import { Failure, ask } from './service.js';

const pollEvery = 3000; // ms, where a stream cannot be had

/**
 * Tells the state of an object whenever it is new, until told to stop.
 * @param {string} path of the object; its stream is /events below it
 * @param {string} name of the event
 * @param {(state: any) => void} hear
 * @returns {() => void} stops
 */
export function watch(path, name, hear) {
  const stream = new EventSource(`${path}/events`);
  let stopped = false, timer = 0;

  function stop() {
    stopped = true;
    stream.close();
    clearTimeout(timer);
  }

  async function poll() {
    try {
      const state = await ask(path);
      if (!stopped) hear(state);
    } catch (refusal) {
      if (!(refusal instanceof Failure)) throw refusal;
      if (refusal.status === 401 || refusal.status === 404) stop();
    }
    if (!stopped) timer = setTimeout(poll, pollEvery);
  }

  stream.addEventListener(name, (message) => !stopped && hear(JSON.parse(message.data)));
  stream.addEventListener('error', () => { // a stream that only broke off comes back by itself
    if (stream.readyState === EventSource.CLOSED && !stopped) poll();
  });
  return stop;
}

/** Seconds since now. The steady clock may stand still while a phone sleeps, the other one may be set: the later one counts. */
export function stopwatch() {
  const steady = performance.now(), day = Date.now();
  return () => Math.max(performance.now() - steady, Date.now() - day) / 1000;
}

/** Calls each second as long as the element is on the page. @param {Element} element @param {() => void} tick */
export function everySecond(element, tick) {
  let seen = false;
  const timer = setInterval(() => {
    seen ||= element.isConnected;
    if (element.isConnected) tick();
    else if (seen) clearInterval(timer);
  }, 1000);
  tick();
}
