// SPDX-License-Identifier: Apache-2.0
// Signed requests as docs/access.md has them: RFC 9421 with HMAC-SM3, or with SM2.
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as openssl from './openssl.js';

export type Headers = Record<string, string>;

export interface Key {
  id: string;
  algorithm: 'hmac-sm3' | 'sm2-sm3';
  secret: Buffer;
}

/** The key file that `elicense client add --out` wrote. */
export function readKey(file: string): Key {
  const content = JSON.parse(readFileSync(file, 'utf8'));
  return { id: content.key_id, algorithm: content.algorithm, secret: Buffer.from(content.secret ?? content.private_key, 'base64') };
}

export function sm3(...parts: Buffer[]): Buffer {
  return parts.reduce((hash, part) => hash.update(part), createHash('sm3')).digest();
}

function signature(key: Key, message: Buffer): Buffer {
  return key.algorithm === 'hmac-sm3' ? createHmac('sm3', key.secret).update(message).digest() : openssl.sign(key.secret, message);
}

/** The headers with a new signature over all of them. */
export function signed(key: Key, method: string, url: URL, headers: Headers, body?: Buffer): Headers {
  const sent: Headers = body ? { ...headers, 'content-digest': `sm3=:${sm3(body).toString('base64')}:` } : headers;
  const covered = Object.entries({ '@method': method, '@authority': url.host, '@path': url.pathname, '@query': url.search || '?', ...sent });
  const parameters = `(${covered.map(([name]) => `"${name}"`).join(' ')});created=${Math.floor(Date.now() / 1000)}`
    + `;keyid="${key.id}";alg="${key.algorithm}";nonce="${randomBytes(16).toString('base64url')}"`;
  const base = covered.map(([name, value]) => `"${name}": ${value}\n`).join('') + `"@signature-params": ${parameters}`;
  return { ...sent, 'signature-input': `sig=${parameters}`, signature: `sig=:${signature(key, Buffer.from(base)).toString('base64')}:` };
}
