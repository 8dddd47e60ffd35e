// SPDX-License-Identifier: Apache-2.0
// Our documents in a reader that is not ours (ofd.js): its digests and its SM2 check accept them, refuse them when changed,
// and the page it draws shows the license's words and the seal.
// usage: node reader_test.mjs READER_BUNDLE WORK_FOLDER   (documents/*.ofd in, pictures/*.png out)
import { createRequire } from 'node:module';
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import assert from 'node:assert/strict';

const [bundle, work] = process.argv.slice(2);
const { chromium } = createRequire(work + '/')('playwright-core');
mkdirSync(`${work}/pictures`, { recursive: true });

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});

// Runs in the page: opens the document and draws it; tells what the reader says of it, and of it with each protected file changed.
async function read(base64) {
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const [opened] = await new Promise((success, fail) => window.ofd.parseOfdDocument({ ofd: bytes.buffer, success, fail }));
  document.body.replaceChildren(...window.ofd.renderOfd(1000, opened));
  const files = [...window.toBeChecked.values()].flat();
  const digestsAgree = window.ofd.digestCheck(files);
  for (const file of files) file.fileData[0] ^= 1;
  const changedAgree = files.map((file) => window.ofd.digestCheck([file]));
  return {
    seals: [...document.querySelectorAll('[name=seal_img_div]')].map((seal) => JSON.parse(seal.dataset.signedInfo).VerifyRet),
    digestsAgree,
    changedAgree,
    text: document.body.textContent,
  };
}

try {
  const names = readdirSync(`${work}/documents`).filter((name) => name.endsWith('.ofd'));
  assert.ok(names.length >= 6, `only ${names.length} documents`);
  for (const name of names) {
    const page = await browser.newPage({ viewport: { width: 1000, height: 1400 } });
    await page.addScriptTag({ path: bundle });
    const document = readFileSync(`${work}/documents/${name}`).toString('base64');
    const said = await page.evaluate(`(${read})('${document}')`);
    assert.deepEqual(said.seals, [true], `${name}: the seal's signature`);
    assert.equal(said.digestsAgree, true, `${name}: digests`);
    assert.ok(said.changedAgree.length > 8 && !said.changedAgree.includes(true), `${name}: a changed file is taken`);
    assert.match(said.text, /\p{Script=Han}{4}/u, `${name}: no words on the page`);
    await page.screenshot({ path: `${work}/pictures/${name}.png`, fullPage: true });
    await page.close();
    console.log(`${name}: seal accepted, ${said.changedAgree.length} protected files`);
  }
} finally {
  await browser.close();
}
