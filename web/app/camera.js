// SPDX-License-Identifier: Apache-2.0
// Reading a QR code with the camera: the browser's own reader where it has one, else the one that was built in (docs/decisions).
import { h } from './dom.js';
import { Failure } from './service.js';
import { say } from './words.js';

const lookEvery = 150; // ms
const longestSide = 800; // pixels; more makes the reader slow and no better

/** @typedef {(picture: HTMLCanvasElement) => Promise<string | null>} Reader */

/** @returns {Promise<Reader | null>} */
async function ownReader() {
  const Detector = /** @type {any} */ (globalThis).BarcodeDetector;
  if (!Detector || !(await Detector.getSupportedFormats()).includes('qr_code')) return null;
  const detector = new Detector({ formats: ['qr_code'] });
  return async (picture) => (await detector.detect(picture))[0]?.rawValue ?? null;
}

/** @returns {Promise<Reader | null>} */
async function builtInReader() {
  const address = '/assets/scanner/decode.js';
  try {
    const { decodeQR } = await import(address);
    return async (picture) => {
      const context = /** @type {CanvasRenderingContext2D} */ (picture.getContext('2d', { willReadFrequently: true }));
      try {
        return decodeQR(context.getImageData(0, 0, picture.width, picture.height));
      } catch { // no code in this picture
        return null;
      }
    };
  } catch { // it was not there when the service was built
    return null;
  }
}

/** @param {HTMLVideoElement} video @param {HTMLCanvasElement} picture */
function takePicture(video, picture) {
  const scale = Math.min(1, longestSide / Math.max(video.videoWidth, video.videoHeight));
  picture.width = Math.round(video.videoWidth * scale);
  picture.height = Math.round(video.videoHeight * scale);
  picture.getContext('2d', { willReadFrequently: true })?.drawImage(video, 0, 0, picture.width, picture.height);
}

async function openCamera() {
  try {
    return await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
  } catch { // there is none, it was refused, or the page may not ask
    throw new Failure('NO_CAMERA', say('noCamera'), say('noCameraNext'), 0);
  }
}

/**
 * @param {HTMLElement} place where the picture of the camera is shown
 * @param {(text: string) => void} found called once; the camera is off by then
 * @returns {Promise<() => void>} turns the camera off
 */
export async function readWithCamera(place, found) {
  const reader = await ownReader() ?? await builtInReader();
  if (!reader) throw new Failure('NO_SCANNER', say('noScanner'), say('noScannerNext'), 0);
  const stream = await openCamera();
  const video = h('video', { class: 'camera', playsinline: true, muted: true, 'aria-label': say('cameraPicture') });
  const picture = h('canvas');
  video.srcObject = stream;
  place.replaceChildren(video);
  await video.play();
  let on = true;

  function off() {
    on = false;
    stream.getTracks().forEach((track) => track.stop());
    video.remove();
  }

  async function look() {
    if (!on) return;
    if (!video.isConnected) return off();
    takePicture(video, picture);
    const text = await reader?.(picture);
    if (!on) return;
    if (!text) return void setTimeout(look, lookEvery);
    off();
    found(text);
  }
  look();
  return off;
}
