// SPDX-License-Identifier: Apache-2.0
// A screenshot of a phone as somebody else's camera has it, and what two independent programs read in it.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import assert from 'node:assert/strict';

const ways = {
  straight: { degrees: 0, filter: 'none' },
  turned: { degrees: 17, filter: 'none' },
  blurred: { degrees: 0, filter: 'blur(1px)' },
  pale: { degrees: 0, filter: 'contrast(60%)' },
  'turned, blurred and pale': { degrees: -8, filter: 'blur(0.7px) contrast(60%)' },
};

const readers = {
  zbarimg: (picture) => ['--raw', '-q', '-Sbinary', picture],
  ZXingReader: (picture) => ['-format', 'QRCode', '-bytes', picture],
};

/** The whole screen, with a gray margin. @returns {Promise<Buffer>} PNG */
async function photograph(camera, screenshot, { degrees, filter }) {
  const picture = await camera.evaluate(async ([base64, turn, look]) => {
    const screen = new Image();
    screen.src = `data:image/png;base64,${base64}`;
    await screen.decode();
    const canvas = document.createElement('canvas');
    canvas.width = screen.width * 1.5;
    canvas.height = screen.height * 1.5;
    const context = canvas.getContext('2d');
    context.fillStyle = '#777';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.translate(canvas.width / 2, canvas.height / 2);
    context.rotate(turn * Math.PI / 180);
    context.filter = look;
    context.drawImage(screen, -screen.width / 2, -screen.height / 2);
    return canvas.toDataURL('image/png').split(',')[1];
  }, [screenshot.toString('base64'), degrees, filter]);
  return Buffer.from(picture, 'base64');
}

function read(reader, picture) {
  const { stdout, error } = spawnSync(reader, readers[reader](picture), { encoding: 'utf8' });
  assert.equal(error, undefined, `${reader} is not installed`);
  return stdout.trimEnd();
}

/** Both programs read the same from the page's screen, however it is photographed. @returns {Promise<string>} it */
export async function readScreenshot(page, picture) {
  const screenshot = await page.screenshot();
  const camera = await page.context().browser().newPage();
  let text = '';
  for (const [way, how] of Object.entries(ways)) {
    writeFileSync(picture, await photograph(camera, screenshot, how));
    for (const reader of Object.keys(readers)) {
      const found = read(reader, picture);
      assert.notEqual(found, '', `${reader} reads nothing: ${way}`);
      text ||= found;
      assert.equal(found, text, `${reader}: ${way}`);
    }
  }
  await camera.close();
  return text;
}
