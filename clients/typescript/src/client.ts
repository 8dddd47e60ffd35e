// SPDX-License-Identifier: Apache-2.0
// License-free submission for systems of authorities (docs/integration.md).
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request, type RequestOptions } from 'node:https';
import type { IncomingHttpHeaders } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Key, readKey, signed } from './signing.js';

const ATTEMPTS = 5;
const FIRST_PAUSE = 500, LONGEST_PAUSE = 60_000, TIMEOUT = 30_000; // milliseconds

export interface Matter { code: string; name: string }
export interface WantedType { type: string; fields?: string[] }
export type Facts = Record<string, string | number | boolean | string[]>;

export interface Preflight {
  basis: 'none' | 'legal_basis' | 'authorization' | 'holder';
  materials: { code: string; name: string; exemption: 'not_asked_for' | 'exempt' | 'exempt_with_authorization' | 'not_exempt' }[];
}
export interface ScanWish {
  code: string; // as the scanner read it
  matter: Matter;
  case: string;
  license_types: WantedType[];
  device: string;
  operator?: string;
  uses?: number;
  document_number?: string;
}
export interface Scan {
  id: string;
  state: 'waiting' | 'given' | 'refused' | 'expired' | 'stopped';
  match: string; // the two digits for the counter's screen
  matter: Matter;
  case: string;
  device: string;
  given: { license: string; type: string; fields: string[]; use_code: string }[];
}
export interface Material {
  number: number;
  name: string;
  state: 'given' | 'refused';
  reason?: { code: string; text: string; next_step: string };
  license?: string;
  copy?: { sm3: string; expires_at: string; ofd: string; pdf: string; png: string };
  data?: { fields: { name: string; title: string; value: unknown }[] } | null;
}
export interface Submission {
  id: string;
  number: string;
  state: 'partial' | 'complete' | 'accepted' | 'refused' | 'paper-demanded' | 'withdrawn';
  materials: Material[];
}

/** An answer that is none of 2xx: problem+json (docs/errors.md). */
export class Refused extends Error {
  readonly code?: string;

  constructor(readonly status: number, readonly problem: Record<string, unknown>, readonly retryAfter?: string) {
    super(`${status} ${problem['code']}: ${problem['title']} ${problem['next_step']} ${problem['detail'] ?? ''}`);
    this.code = problem['code'] as string | undefined;
  }
}

export class Client {
  /** Of each limit that the newest answer told of: requests left, seconds until all are there again. */
  remaining = new Map<string, { requests: number; seconds: number }>();
  private readonly key: Key;
  private readonly ca?: Buffer;

  /** `key`: the file of `elicense client add --out`; `authorities`: PEM file, whom to believe the service's TLS; absent: those of Node. */
  constructor(private readonly url: string, key: string, authorities?: string) {
    this.key = readKey(key);
    this.ca = authorities === undefined ? undefined : readFileSync(authorities);
  }

  async matters(): Promise<Matter[]> {
    return (await this.json<{ matters: Matter[] }>('GET', '/v1/matters')).matters;
  }

  matter(code: string): Promise<Matter> {
    return this.json('GET', `/v1/matters/${encodeURIComponent(code)}`);
  }

  /** `more`: applicant, or authorization with case, operator and device; facts. */
  preflight(matter: string, item: string, more: object = {}, idempotencyKey: string = randomUUID()): Promise<Preflight> {
    return this.json('POST', `/v1/matters/${encodeURIComponent(matter)}/preflight`, { item, ...more }, idempotencyKey);
  }

  scan(wish: ScanWish, idempotencyKey: string = randomUUID()): Promise<Scan> {
    return this.json('POST', '/v1/scans', wish, idempotencyKey);
  }

  /** The scan once the holder has answered, or the time for an answer is over. */
  async wait(scan: Scan, interval = 2000): Promise<Scan> {
    while (scan.state === 'waiting') {
      await sleep(interval);
      scan = await this.json<Scan>('GET', `/v1/scans/${encodeURIComponent(scan.id)}`);
    }
    return scan;
  }

  /** What the scan gave, for its matter and case; keep the key and send it again to go on after a fault. */
  submit(scan: Scan, item: string, more: { operator?: string; materials?: string[]; facts?: Facts } = {},
    idempotencyKey: string = randomUUID()): Promise<Submission> {
    const wish = { authorization: scan.given.map((given) => given.use_code), matter: scan.matter.code, item, case: scan.case, device: scan.device, ...more };
    return this.json('POST', '/v1/submissions', wish, idempotencyKey);
  }

  submission(id: string): Promise<Submission> {
    return this.json('GET', `/v1/submissions/${encodeURIComponent(id)}`);
  }

  /** An annotated copy; `address`: ofd, pdf or png of the material's copy. */
  document(address: string): Promise<Buffer> {
    return this.call('GET', address);
  }

  /** Once: when no answer comes, submission() tells whether it arrived. */
  outcome(id: string, outcome: 'accepted' | 'refused' | 'paper-demanded', more: { reason?: string; operator?: string } = {}): Promise<Submission> {
    return this.json('POST', `/v1/submissions/${encodeURIComponent(id)}/outcome`, { outcome, ...more });
  }

  receipt(id: string): Promise<Buffer> {
    return this.call('GET', `/v1/submissions/${encodeURIComponent(id)}/receipt`);
  }

  private async json<Answer>(method: string, path: string, value?: object, idempotencyKey?: string): Promise<Answer> {
    return JSON.parse((await this.call(method, path, value, idempotencyKey)).toString());
  }

  // Every attempt is signed anew and carries the same Idempotency-Key.
  private async call(method: string, path: string, value?: object, idempotencyKey?: string): Promise<Buffer> {
    const headers = {
      ...(value && { 'content-type': 'application/json' }),
      ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
    };
    const body = value && Buffer.from(JSON.stringify(value));
    const repeatable = method === 'GET' || idempotencyKey !== undefined;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.send(method, new URL(path, this.url), headers, body);
      } catch (error) {
        const pause = pauseAfter(error, attempt);
        if (attempt === ATTEMPTS || pause > LONGEST_PAUSE || !mayRepeat(error, repeatable)) throw error;
        await sleep(pause);
      }
    }
  }

  private async send(method: string, url: URL, headers: Record<string, string>, body?: Buffer): Promise<Buffer> {
    const options = { method, headers: signed(this.key, method, url, headers, body), ca: this.ca, timeout: TIMEOUT };
    const answer = await exchange(url, options, body);
    this.remaining = limitsOf(answer.headers);
    if (answer.status >= 200 && answer.status < 300) return answer.content;
    throw new Refused(answer.status, problemOf(answer.content), answer.headers['retry-after']);
  }
}

interface Answer { status: number; headers: IncomingHttpHeaders; content: Buffer }

function exchange(url: URL, options: RequestOptions, body?: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part) => parts.push(part)).on('error', reject)
        .on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, content: Buffer.concat(parts) }));
    });
    sent.on('error', reject).on('timeout', () => sent.destroy(new Error('no answer in time'))).end(body);
  });
}

function problemOf(content: Buffer): Record<string, unknown> {
  try {
    return JSON.parse(content.toString());
  } catch { // a gateway's page
    return {};
  }
}

function mayRepeat(error: unknown, repeatable: boolean): boolean {
  if (!(error instanceof Refused)) return repeatable;
  const nothingWasDone = error.status === 429 || error.code === 'SIGNATURE_BEFORE_START';
  return nothingWasDone || (repeatable && [502, 503, 504].includes(error.status));
}

function pauseAfter(error: unknown, attempt: number): number {
  if (error instanceof Refused && /^\d+$/.test(error.retryAfter ?? '')) return Number(error.retryAfter) * 1000;
  return Math.min(FIRST_PAUSE * 2 ** (attempt - 1), LONGEST_PAUSE) * (0.5 + Math.random() / 2);
}

// RateLimit: "client";r=11999;t=1, of draft-ietf-httpapi-ratelimit-headers-10.
function limitsOf(headers: IncomingHttpHeaders) {
  const limits = String(headers['ratelimit'] ?? '').matchAll(/"([^"]+)";r=(\d+);t=(\d+)/g);
  return new Map([...limits].map(([, name = '', requests, seconds]) => [name, { requests: Number(requests), seconds: Number(seconds) }]));
}
