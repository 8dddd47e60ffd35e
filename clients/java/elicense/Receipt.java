// SPDX-License-Identifier: Apache-2.0
package elicense;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The receipt of a submission, checked offline: the statement, its leaf, the leaf's place in the tree, the log's signature (docs/ledger.md).
 * The signature is checked by the openssl command. Witnesses are not: for a policy with a quorum use {@code elicense verify-receipt}.
 */
public final class Receipt {
  /** The receipt does not prove what it states. */
  public static final class NotProven extends Exception {
    private static final long serialVersionUID = 1;

    NotProven(String reason) {
      super(reason);
    }
  }

  private static final int MAX_RECEIPT = 1 << 20;
  private static final byte[] CHECKPOINT_KEY = Sm3.join(new byte[] {(byte) 0xff}, "elicense/sm2-sm3-checkpoint/v1".getBytes(UTF_8));
  private static final byte[] SUBJECT_PUBLIC_KEY = // SM2; the point follows
      HexFormat.of().parseHex("3059301306072a8648ce3d020106082a811ccf5501822d034200");
  private static final int SUBMISSION_RECEIVED = 38, ANSWER = 9; // of services/ledger/entry.hpp

  private record LogKey(byte[] point, long lastSize) {}

  private Receipt() {}

  /** What is proven, as the statement has it; document: an annotated copy or license that it has to be about, or null. */
  public static Map<String, Object> check(byte[] receipt, String policy, byte[] document)
      throws NotProven, IOException, InterruptedException {
    try {
      return checked(new String(receipt, UTF_8), policy, document);
    } catch (IllegalArgumentException | IndexOutOfBoundsException | ClassCastException error) {
      throw new NotProven("not a receipt of a submission: " + error.getMessage());
    }
  }

  private static Map<String, Object> checked(String text, String policy, byte[] document)
      throws NotProven, IOException, InterruptedException {
    need(text.length() <= MAX_RECEIPT, "too large");
    int end = text.indexOf("\n\n");
    String[] head = text.substring(0, end).split("\n");
    need(head[0].equals("elicense/submission-receipt@v1") && head[2].equals("elicense/tlog-proof-sm3@v1"), "not a receipt of a submission");
    byte[] entry = base64(after("extra ", head[3]));
    need(Arrays.equals(answerOf(entry), Sm3.of(head[1].getBytes(UTF_8))), "the leaf is another statement's");
    long index = Long.parseLong(after("index ", head[4]));
    List<byte[]> proof = Arrays.stream(head).skip(5).map(Receipt::base64).toList();
    String checkpoint = opened(text.substring(end + 2), policy);
    String[] tree = checkpoint.split("\n");
    byte[] root = rootOf(Sm3.of(new byte[] {0}, entry), index, Long.parseLong(tree[1]), proof);
    need(Arrays.equals(root, base64(tree[2])), "the leaf is not in the tree");
    Map<String, Object> statement = Json.object(Json.parse(head[1]));
    need(document == null || names(statement, HexFormat.of().formatHex(Sm3.of(document))), "it is about other documents");
    return statement;
  }

  private static boolean names(Map<String, Object> statement, String digest) {
    return Json.list(statement, "materials").stream()
        .anyMatch(material -> digest.equals(material.get("document_sm3")) || digest.equals(material.get("copy_sm3")));
  }

  // The digest `answer` of a leaf submission-received, format 1: 11 bytes, a number, then so many of role and digest, 33 bytes each.
  private static byte[] answerOf(byte[] entry) throws NotProven {
    need(entry[0] == 1 && ByteBuffer.wrap(entry).getShort(1) == SUBMISSION_RECEIVED, "the leaf is of another kind");
    for (int at = 12; at < 12 + 33 * entry[11]; at += 33)
      if (entry[at] == ANSWER) return Arrays.copyOfRange(entry, at + 1, at + 33);
    throw new NotProven("the leaf has no statement");
  }

  // RFC 9162 2.1.3.2
  private static byte[] rootOf(byte[] leaf, long index, long size, List<byte[]> proof) throws NotProven {
    need(0 <= index && index < size, "the index is beyond the tree");
    long node = index, last = size - 1;
    byte[] root = leaf;
    for (byte[] sibling : proof) {
      need(last != 0 && sibling.length == 32, "the proof is too long");
      if ((node & 1) == 1 || node == last) {
        root = Sm3.of(new byte[] {1}, sibling, root);
        for (; (node & 1) == 0 && node != 0; node >>= 1) last >>= 1;
      } else {
        root = Sm3.of(new byte[] {1}, root, sibling);
      }
      node >>= 1;
      last >>= 1;
    }
    need(last == 0, "the proof is too short");
    return root;
  }

  /** The text of the checkpoint, once a key of the policy signed it and none of its keys was misused. */
  private static String opened(String note, String policy) throws NotProven, IOException, InterruptedException {
    int end = note.lastIndexOf("\n\n");
    String text = note.substring(0, end + 1);
    Map<String, LogKey> keys = keysOf(policy);
    boolean signed = false;
    for (String line : note.substring(end + 2).split("\n")) {
      String[] words = line.split(" ");
      byte[] blob = base64(words[2]);
      LogKey key = keys.get(words[1] + HexFormat.of().formatHex(blob, 0, 4));
      if (key == null) continue;
      need(text.startsWith(words[1] + "\n"), "the checkpoint is another log's");
      byte[] signature = Arrays.copyOfRange(blob, 4, blob.length);
      need(Key.isSigned(Sm3.join(SUBJECT_PUBLIC_KEY, key.point), text.getBytes(UTF_8), signature), "the signature of the log is wrong");
      need(Long.parseLong(text.split("\n")[1]) <= key.lastSize, "signed by a key that had ended");
      signed = true;
    }
    need(signed, "not signed by a key of the policy");
    return text;
  }

  // The log's keys by name and id, with the largest tree that a former one signed.
  private static Map<String, LogKey> keysOf(String policy) throws NotProven {
    Map<String, LogKey> keys = new HashMap<>();
    String quorum = "";
    for (String line : policy.split("\n")) {
      String[] words = line.strip().split("\\s+");
      if (words[0].equals("quorum")) quorum = words[1];
      if (!words[0].equals("log") && !words[0].equals("former")) continue;
      String[] parts = words[1].split("\\+", 3);
      byte[] key = base64(parts[2]);
      need(Arrays.equals(key, 0, Math.min(key.length, CHECKPOINT_KEY.length), CHECKPOINT_KEY, 0, CHECKPOINT_KEY.length), "a key of another kind");
      byte[] id = Sm3.of((parts[0] + "\n").getBytes(UTF_8), key);
      long lastSize = words[0].equals("former") ? Long.parseLong(words[2]) : Long.MAX_VALUE;
      keys.put(parts[0] + HexFormat.of().formatHex(id, 0, 4), new LogKey(Arrays.copyOfRange(key, CHECKPOINT_KEY.length, key.length), lastSize));
    }
    need(quorum.equals("none"), "the policy asks for witnesses: use elicense verify-receipt");
    return keys;
  }

  private static String after(String mark, String line) throws NotProven {
    need(line.startsWith(mark), "no line " + mark);
    return line.substring(mark.length());
  }

  private static byte[] base64(String text) {
    return Base64.getDecoder().decode(text);
  }

  private static void need(boolean good, String reason) throws NotProven {
    if (!good) throw new NotProven(reason);
  }

  /** RECEIPT POLICY [DOCUMENT] */
  public static void main(String... files) throws IOException, InterruptedException {
    try {
      byte[] document = files.length > 2 ? Files.readAllBytes(Path.of(files[2])) : null;
      System.out.println("PROVEN  " + check(Files.readAllBytes(Path.of(files[0])), Files.readString(Path.of(files[1])), document).get("number"));
    } catch (NotProven error) {
      System.err.println("NOT PROVEN  " + error.getMessage());
      System.exit(1);
    }
  }
}
