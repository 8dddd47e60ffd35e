// SPDX-License-Identifier: Apache-2.0
package elicense;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** SM3 (GB/T 32905-2016) and HMAC-SM3 (RFC 2104), because no JDK brings them. */
final class Sm3 {
  private static final int BLOCK = 64;
  private static final int[] START = {
    0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e};

  private Sm3() {}

  static byte[] of(byte[]... parts) {
    byte[] message = padded(join(parts));
    int[] state = START.clone();
    for (int at = 0; at < message.length; at += BLOCK) compress(state, ByteBuffer.wrap(message, at, BLOCK));
    ByteBuffer digest = ByteBuffer.allocate(32);
    for (int word : state) digest.putInt(word);
    return digest.array();
  }

  static byte[] hmac(byte[] key, byte[] message) {
    byte[] block = Arrays.copyOf(key.length > BLOCK ? of(key) : key, BLOCK);
    byte[] inner = new byte[BLOCK], outer = new byte[BLOCK];
    for (int i = 0; i < BLOCK; i++) {
      inner[i] = (byte) (block[i] ^ 0x36);
      outer[i] = (byte) (block[i] ^ 0x5c);
    }
    return of(outer, of(inner, message));
  }

  static byte[] join(byte[]... parts) {
    ByteBuffer whole = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
    for (byte[] part : parts) whole.put(part);
    return whole.array();
  }

  private static byte[] padded(byte[] message) {
    ByteBuffer padded = ByteBuffer.allocate((message.length + 9 + BLOCK - 1) / BLOCK * BLOCK);
    padded.put(message).put((byte) 0x80);
    return padded.putLong(padded.capacity() - 8, message.length * 8L).array();
  }

  // GB/T 32905 5.3, with its names.
  private static void compress(int[] v, ByteBuffer block) {
    int[] w = new int[68];
    for (int j = 0; j < 16; j++) w[j] = block.getInt();
    for (int j = 16; j < 68; j++) {
      int x = w[j - 16] ^ w[j - 9] ^ Integer.rotateLeft(w[j - 3], 15);
      w[j] = x ^ Integer.rotateLeft(x, 15) ^ Integer.rotateLeft(x, 23) ^ Integer.rotateLeft(w[j - 13], 7) ^ w[j - 6];
    }
    int a = v[0], b = v[1], c = v[2], d = v[3], e = v[4], f = v[5], g = v[6], h = v[7];
    for (int j = 0; j < 64; j++) {
      int a12 = Integer.rotateLeft(a, 12);
      int ss1 = Integer.rotateLeft(a12 + e + Integer.rotateLeft(j < 16 ? 0x79cc4519 : 0x7a879d8a, j), 7);
      int ff = j < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
      int gg = j < 16 ? e ^ f ^ g : (e & f) | (~e & g);
      int tt1 = ff + d + (ss1 ^ a12) + (w[j] ^ w[j + 4]);
      int tt2 = gg + h + ss1 + w[j];
      d = c;
      c = Integer.rotateLeft(b, 9);
      b = a;
      a = tt1;
      h = g;
      g = Integer.rotateLeft(f, 19);
      f = e;
      e = tt2 ^ Integer.rotateLeft(tt2, 9) ^ Integer.rotateLeft(tt2, 17);
    }
    int[] next = {a, b, c, d, e, f, g, h};
    for (int i = 0; i < 8; i++) v[i] ^= next[i];
  }
}
