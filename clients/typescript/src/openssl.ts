// SPDX-License-Identifier: Apache-2.0
// SM2 by the openssl command, 3.0 or later; the key comes on its standard input, so that none is written to a file.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SIGNER_ID = 'distid:1234567812345678';

function dgst(key: Buffer, option: '-sign' | '-verify', content: Buffer, signature?: Buffer) {
  const folder = mkdtempSync(join(tmpdir(), 'elicense-'));
  try {
    writeFileSync(join(folder, 'content'), content);
    if (signature) writeFileSync(join(folder, 'signature'), signature);
    const more = signature ? ' -signature signature' : '';
    return spawnSync(`cat | openssl dgst -sm3 ${option} /dev/stdin -keyform DER -sigopt ${SIGNER_ID}${more} content`,
      { cwd: folder, input: key, shell: '/bin/sh' }); // cat: Node gives a socket, and /dev/stdin opens a pipe only
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function sign(pkcs8: Buffer, content: Buffer): Buffer {
  const done = dgst(pkcs8, '-sign', content);
  if (done.status !== 0) throw new Error(`openssl does not sign with SM2: ${done.stderr}`);
  return done.stdout;
}

export function isSigned(publicKey: Buffer, content: Buffer, signature: Buffer): boolean {
  return dgst(publicKey, '-verify', content, signature).status === 0;
}
