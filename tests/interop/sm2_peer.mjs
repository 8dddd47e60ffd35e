// SPDX-License-Identifier: Apache-2.0
// npm sm-crypto behind the questions of sm2_tool.cpp.
import { createInterface } from 'node:readline';
import smCrypto from 'sm-crypto';

const { sm2, sm3 } = smCrypto;

// What stands around the scalar and the point in DER: lengths are fixed.
const pkcs8Start = '308187020100301306072a8648ce3d020106082a811ccf5501822d046d306b0201010420';
const pkcs8Middle = 'a144034200';
const spkiStart = '3059301306072a8648ce3d020106082a811ccf5501822d034200';

const bytes = (hex) => (hex === '-' ? [] : [...Buffer.from(hex, 'hex')]);
const text = (hex) => Buffer.from(bytes(hex)).toString('latin1');
const scalarIn = (pkcs8) => pkcs8.slice(pkcs8Start.length, pkcs8Start.length + 64);
const pointIn = (spki) => spki.slice(spkiStart.length);

const answers = {
  keygen() {
    const { privateKey, publicKey } = sm2.generateKeyPairHex();
    return `${pkcs8Start}${privateKey}${pkcs8Middle}${publicKey} ${spkiStart}${publicKey}`;
  },
  sign(id, pkcs8, message) {
    return sm2.doSignature(bytes(message), scalarIn(pkcs8), { hash: true, der: true, userId: text(id) });
  },
  verify(id, spki, message, signature) {
    const options = { hash: true, der: true, userId: text(id) };
    return sm2.doVerifySignature(bytes(message), signature, pointIn(spki), options) ? 'valid' : 'invalid';
  },
  digest: (message) => sm3(bytes(message)),
};

for await (const question of createInterface({ input: process.stdin })) {
  const [verb, ...words] = question.split(' ');
  console.log(answers[verb](...words));
}
