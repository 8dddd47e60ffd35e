// SPDX-License-Identifier: Apache-2.0
// One session of showing, without its looks: the code that is good now, and the scan that waits for an answer.
import { Failure, ask } from './service.js';
import { stopwatch, watch } from './watch.js';

const retryAfter = 5; // seconds

export class ShowSession {
  elapsed = stopwatch(); // since the code came
  sinceFailure = stopwatch();

  /** @param {{session: any, code: any}} opened the answer that opened it @param {(urgent?: boolean) => void} changed another view is due; urgent: somebody scanned */
  constructor(opened, changed) {
    this.session = opened.session;
    this.changed = changed;
    /** @type {any} that the holder has to look at */
    this.scan = null;
    this.seen = 0; // sequence of the last scan that was dealt with
    /** @type {Failure | null} */
    this.failure = null;
    /** Told of a scan of which something was fetched. @type {(scan: any) => void} */
    this.fetched = () => {};
    this.asking = false;
    this.take(opened.code);
    this.stopWatching = watch(this.path, 'session', (shown) => this.hear(shown));
    this.timer = setInterval(() => this.tick(), 1000);
  }

  get path() {
    return `/v1/show-sessions/${this.session.id}`;
  }

  /** @returns {'code' | 'asked' | 'answered' | 'ended'} */
  get phase() {
    if (this.scan) return this.scan.state === 'waiting' ? 'asked' : 'answered';
    return this.session.state === 'ended' ? 'ended' : 'code';
  }

  get refreshLeft() {
    return Math.ceil(this.code.refresh_in - this.elapsed());
  }

  get codeIsOver() {
    return this.elapsed() >= this.code.expires_in;
  }

  /** @param {any} code */
  take(code) {
    this.code = code;
    this.elapsed = stopwatch();
    this.failure = null;
  }

  /** @param {any} shown */
  hear(shown) {
    this.session = shown.session;
    const newest = shown.scans[0];
    if (this.session.state === 'ended') this.close();
    if (newest && newest.sequence > this.seen) this.look(newest);
    else if (this.phase === 'ended') this.changed();
  }

  /** @param {any} scan */
  look(scan) {
    const before = this.scan;
    this.scan = scan;
    if (before?.id !== scan.id || before?.state !== scan.state) this.changed(before?.id !== scan.id);
    else if (scan.state === 'given') this.fetched(scan);
  }

  tick() {
    if (this.phase === 'code' && this.refreshLeft <= 0) this.next();
  }

  /** The code before stays on the screen, and good, until the next one is there. */
  async next() {
    if (this.asking || (this.failure && this.sinceFailure() < retryAfter)) return;
    this.asking = true;
    try {
      this.take(await ask(`${this.path}/codes`, { method: 'POST' }));
    } catch (refusal) {
      if (!(refusal instanceof Failure)) throw refusal;
      this.fail(refusal);
    }
    this.asking = false;
  }

  /** @param {Failure} refusal */
  fail(refusal) {
    this.failure = refusal;
    this.sinceFailure = stopwatch();
    if (refusal.status !== 409 && refusal.status !== 404) return;
    this.session = { ...this.session, state: 'ended' };
    this.close();
    this.changed();
  }

  /** After a scan was dealt with: the next code. */
  async again() {
    this.seen = this.scan.sequence;
    this.scan = null;
    await this.next();
    this.changed();
  }

  async stop() {
    const shown = await ask(`${this.path}/stop`, { method: 'POST' });
    this.close();
    this.session = shown.session;
    this.changed();
  }

  close() {
    this.stopWatching();
    clearInterval(this.timer);
  }
}
