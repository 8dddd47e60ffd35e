// SPDX-License-Identifier: Apache-2.0
// QR codes on a canvas: of an answer's picture, or drawn without asking anybody, by the encoder beside the reader of camera.js
// (docs/decisions).
import { Failure } from './service.js';
import { say } from './words.js';

const quietZone = 4; // modules (ISO/IEC 18004)
const moduleSize = 8; // pixels

/** @typedef {(text: string) => boolean[][]} Encoder rows of modules, true is dark */

/** Of the alphanumeric mode, level M. @returns {Promise<Encoder>} */
export async function codeEncoder() {
  const address = '/assets/scanner/index.js';
  try {
    const { encodeQR } = await import(address);
    return (text) => encodeQR(text, 'raw', { ecc: 'medium', encoding: 'alphanumeric', border: quietZone });
  } catch { // it was not there when the service was built, or did not come
    throw new Failure('NO_ENCODER', say('noEncoder'), say('noEncoderNext'), 0);
  }
}

/** @param {HTMLCanvasElement} canvas @param {boolean[][]} rows */
export function drawModules(canvas, rows) {
  const side = rows.length * moduleSize;
  canvas.width = side;
  canvas.height = side;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.fillStyle = '#fff';
  context.fillRect(0, 0, side, side);
  context.fillStyle = '#000';
  rows.forEach((row, y) => row.forEach((dark, x) => dark && context.fillRect(x * moduleSize, y * moduleSize, moduleSize, moduleSize)));
}

/** From the answer itself, so that no reference stands in an address. Drawn whole: nothing flickers. @param {HTMLCanvasElement} canvas @param {string} png base64 */
export async function paintPicture(canvas, png) {
  const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  canvas.width = picture.width;
  canvas.height = picture.height;
  canvas.getContext('2d')?.drawImage(picture, 0, 0);
}
