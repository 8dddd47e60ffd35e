// SPDX-License-Identifier: Apache-2.0
// A button that turns the camera on and off, and what it read.
import { readWithCamera } from './camera.js';
import { h } from './dom.js';
import { attempt } from './service.js';
import { announce } from './shell.js';
import { say } from './words.js';

/** @param {(text: string) => void} found @param {(failure: import('./service.js').Failure) => void} refused */
export function cameraButton(found, refused) {
  const place = h('div');
  /** @type {(() => void) | null} */
  let off = null;
  const button = h('button', { type: 'button', onclick: toggle }, say('scanWithCamera'));

  function close() {
    off?.();
    off = null;
    button.textContent = say('scanWithCamera');
  }

  function toggle() {
    if (off) return close();
    return attempt(async () => {
      off = await readWithCamera(place, read);
      button.textContent = say('stopCamera');
      announce(say('cameraOn'));
    }, refused);
  }

  /** @param {string} text */
  function read(text) {
    close();
    announce(say('codeRead'));
    found(text);
  }
  return [h('p', {}, button), place];
}
