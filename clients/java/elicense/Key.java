// SPDX-License-Identifier: Apache-2.0
package elicense;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The key file that {@code elicense client add --out} wrote; SM2 by the openssl command, 3.0 or later. */
record Key(String id, String algorithm, byte[] secret) {
  private static final String SIGNER_ID = "distid:1234567812345678";

  static Key read(Path file) throws IOException {
    Map<String, Object> content = Json.object(Json.parse(Files.readString(file)));
    String algorithm = (String) content.get("algorithm");
    Object secret = content.get(algorithm.equals("hmac-sm3") ? "secret" : "private_key");
    return new Key((String) content.get("key_id"), algorithm, Base64.getDecoder().decode((String) secret));
  }

  byte[] sign(String message) throws IOException, InterruptedException {
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    if (algorithm.equals("hmac-sm3")) return Sm3.hmac(secret, bytes);
    Path signature = Files.createTempFile("elicense", ".sig");
    try {
      if (!dgst(secret, bytes, "-sign", "/dev/stdin", "-keyform", "DER", "-out", signature.toString()))
        throw new IOException("openssl does not sign with SM2");
      return Files.readAllBytes(signature);
    } finally {
      Files.delete(signature);
    }
  }

  static boolean isSigned(byte[] publicKeyDer, byte[] content, byte[] signature) throws IOException, InterruptedException {
    Path file = Files.createTempFile("elicense", ".sig");
    try {
      Files.write(file, signature);
      return dgst(publicKeyDer, content, "-verify", "/dev/stdin", "-keyform", "DER", "-signature", file.toString());
    } finally {
      Files.delete(file);
    }
  }

  // The key comes on the standard input of the command, so that none is written to a file.
  private static boolean dgst(byte[] key, byte[] content, String... options) throws IOException, InterruptedException {
    Path file = Files.createTempFile("elicense", ".txt");
    try {
      Files.write(file, content);
      List<String> command = new ArrayList<>(List.of("openssl", "dgst", "-sm3", "-sigopt", SIGNER_ID));
      command.addAll(List.of(options));
      command.add(file.toString());
      Process openssl = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD).start();
      try (OutputStream input = openssl.getOutputStream()) {
        input.write(key);
      }
      return openssl.waitFor() == 0;
    } finally {
      Files.delete(file);
    }
  }
}
