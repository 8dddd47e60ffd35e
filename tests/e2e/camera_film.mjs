// SPDX-License-Identifier: Apache-2.0
// What Chromium's fake camera sees: a picture on a phone's screen, as a film without compression.
import { writeFileSync } from 'node:fs';

const width = 640, height = 480, frames = 5;

/** @param canvas a locator of the picture on a page, @param file Y4M; Chromium opens it when the camera is turned on */
export async function film(canvas, file) {
  const gray = await canvas.evaluate((picture, [w, h]) => {
    const screen = document.createElement('canvas');
    screen.width = w;
    screen.height = h;
    const context = screen.getContext('2d');
    context.fillStyle = '#ddd';
    context.fillRect(0, 0, w, h);
    context.translate(w / 2, h / 2);
    context.rotate(0.1); // nobody holds a phone straight
    context.drawImage(picture, -180, -180, 360, 360);
    const { data } = context.getImageData(0, 0, w, h);
    return Array.from({ length: w * h }, (_, at) => data[4 * at]);
  }, [width, height]);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), Buffer.from(gray), Buffer.alloc(width * height / 2, 128)]);
  writeFileSync(file, Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`), ...Array(frames).fill(frame)]));
}
