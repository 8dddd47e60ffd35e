// SPDX-License-Identifier: Apache-2.0
// The code of a phone without a network, byte for byte as docs/offline-code.md has it: CBOR, COSE_Sign1, DEFLATE,
// Base45. Nothing here asks the service or draws; the key of the phone never leaves the browser.

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const prefix = 'EL1:';
const es256 = { name: 'ECDSA', hash: 'SHA-256' };
const codeType = 65101;
const major = { unsigned: 0, negative: 1, bytes: 2, text: 3, array: 4, map: 5, tag: 6 };

/** @param {Uint8Array[]} parts */
function joined(...parts) {
  const all = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

// --- CBOR (RFC 8949, 4.2.1), as far as a code needs it: each gives one whole item

/** @param {number} type @param {number} value below 2^32 */
function head(type, value) {
  if (value < 24) return Uint8Array.of(type << 5 | value);
  if (value < 0x100) return Uint8Array.of(type << 5 | 24, value);
  if (value < 0x10000) return Uint8Array.of(type << 5 | 25, value >> 8, value);
  return Uint8Array.of(type << 5 | 26, value >>> 24, value >>> 16, value >>> 8, value);
}

/** @param {number} value */
const integer = (value) => (value < 0 ? head(major.negative, -1 - value) : head(major.unsigned, value));
/** @param {Uint8Array} value */
const byteString = (value) => joined(head(major.bytes, value.length), value);
/** @param {string} value */
const textString = (value) => {
  const bytes = new TextEncoder().encode(value);
  return joined(head(major.text, bytes.length), bytes);
};
/** @param {Uint8Array[]} items */
const array = (...items) => joined(head(major.array, items.length), ...items);
/** @param {[number, Uint8Array][]} entries in order */
const map = (...entries) => joined(head(major.map, entries.length), ...entries.flatMap(([key, value]) => [integer(key), value]));

/** RFC 9285. @param {Uint8Array} bytes */
export function base45(bytes) {
  let text = '';
  for (let at = 0; at < bytes.length; at += 2) {
    const two = at + 1 < bytes.length;
    let value = two ? bytes[at] * 256 + bytes[at + 1] : bytes[at];
    for (let count = two ? 3 : 2; count > 0; --count) {
      text += letters[value % 45];
      value = Math.floor(value / 45);
    }
  }
  return text;
}

/** @param {Uint8Array} bytes */
export function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** @param {string} text */
export function fromBase64url(text) {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
async function packed(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** @param {CryptoKey} key @param {Uint8Array<ArrayBuffer>} message @returns r || s */
async function signed(key, message) {
  return new Uint8Array(await crypto.subtle.sign(es256, key, message));
}

/** A key that cannot be taken out of the browser. @returns {Promise<CryptoKeyPair>} */
export function makePhoneKey() {
  return crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
}

/** The body of POST /v1/device-keys. @param {CryptoKeyPair} pair @param {string} challenge of GET /v1/device-keys */
export async function registration(pair, challenge) {
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey));
  const proof = await signed(pair.privateKey, new TextEncoder().encode(`elicense-device-key:${challenge}`));
  return { public_key: base64url(spki), proof: base64url(proof) };
}

/**
 * The text for the QR: alphanumeric mode, level M. Made anew every half minute; never twice in one second.
 * @param {string} ticket as POST /v1/offline-tickets gave it
 * @param {number} deviceTime seconds by the clock of this phone, wrong as it may be: the ticket puts it right
 * @param {CryptoKey} key
 */
export async function offlineCode(ticket, deviceTime, key) {
  const header = map([1, integer(-7)], [16, integer(codeType)]);
  const payload = map([1, byteString(fromBase64url(ticket))], [2, integer(Math.floor(deviceTime))]);
  const toSign = array(textString('Signature1'), byteString(header), byteString(new Uint8Array()), byteString(payload));
  const signature = await signed(key, toSign);
  const sign1 = joined(head(major.tag, 18), array(byteString(header), map(), byteString(payload), byteString(signature)));
  return prefix + base45(await packed(sign1));
}
