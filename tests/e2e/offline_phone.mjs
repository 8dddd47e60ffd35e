// SPDX-License-Identifier: Apache-2.0
// The phone of a holder for offline_code_test.py: one JSON question a line, one JSON answer. The key is the one of
// web/app/offline_code.js and stays in this process.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { base45, makePhoneKey, offlineCode, registration } from '../../web/app/offline_code.js';

const pair = await makePhoneKey();
if (pair.privateKey.extractable) throw new Error('the key can be taken out');

/** As a page draws it: with Debian's encoder. Modules as a PGM picture, three pixels each. @param {string} text */
function picture(text) {
  const qrcode = createRequire(import.meta.url)('/usr/share/nodejs/qrcode-generator');
  const code = qrcode(0, 'M');
  code.addData(text, 'Alphanumeric');
  code.make();
  const modules = code.getModuleCount(), side = (modules + 8) * 3;
  const light = Array.from({ length: side * side }, (_, at) => {
    const row = Math.floor(at / side / 3) - 4, column = Math.floor(at % side / 3) - 4;
    const inside = row >= 0 && column >= 0 && row < modules && column < modules;
    return inside && code.isDark(row, column) ? 0 : 255;
  });
  return { version: (modules - 17) / 4, pgm: Buffer.concat([Buffer.from(`P5 ${side} ${side} 255\n`), Buffer.from(light)]).toString('base64') };
}

const answers = {
  register: ({ challenge }) => registration(pair, challenge),
  code: async ({ ticket, time }) => ({ text: await offlineCode(ticket, time, pair.privateKey) }),
  base45: ({ text }) => ({ text: base45(new TextEncoder().encode(text)) }),
  picture: ({ text }) => picture(text),
};

for await (const line of createInterface({ input: process.stdin })) {
  const question = JSON.parse(line);
  console.log(JSON.stringify(await answers[question.ask](question)));
}
