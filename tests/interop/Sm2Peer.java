// SPDX-License-Identifier: Apache-2.0
// BouncyCastle behind the questions of sm2_tool.cpp.

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import org.bouncycastle.jcajce.spec.SM2ParameterSpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

public class Sm2Peer {
  private static final Provider PROVIDER = new BouncyCastleProvider();

  public static void main(String[] arguments) throws Exception {
    BufferedReader questions = new BufferedReader(new InputStreamReader(System.in));
    for (String question = questions.readLine(); question != null; question = questions.readLine()) {
      System.out.println(answer(question.split(" ")));
    }
  }

  private static String answer(String[] words) throws Exception {
    switch (words[0]) {
      case "keygen":
        return keygen();
      case "sign":
        return sign(bytes(words[1]), bytes(words[2]), bytes(words[3]));
      case "verify":
        return verify(bytes(words[1]), bytes(words[2]), bytes(words[3]), bytes(words[4]));
      case "digest":
        return hex(MessageDigest.getInstance("SM3", PROVIDER).digest(bytes(words[1])));
      default:
        throw new IllegalArgumentException("unknown question: " + words[0]);
    }
  }

  private static String keygen() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PROVIDER);
    generator.initialize(new ECGenParameterSpec("sm2p256v1"));
    KeyPair pair = generator.generateKeyPair();
    return hex(pair.getPrivate().getEncoded()) + " " + hex(pair.getPublic().getEncoded());
  }

  private static String sign(byte[] id, byte[] pkcs8, byte[] message) throws Exception {
    Signature signature = signature(id);
    signature.initSign(KeyFactory.getInstance("EC", PROVIDER).generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
    signature.update(message);
    return hex(signature.sign());
  }

  private static String verify(byte[] id, byte[] spki, byte[] message, byte[] value) throws Exception {
    Signature signature = signature(id);
    signature.initVerify(KeyFactory.getInstance("EC", PROVIDER).generatePublic(new X509EncodedKeySpec(spki)));
    signature.update(message);
    return signature.verify(value) ? "valid" : "invalid";
  }

  private static Signature signature(byte[] id) throws Exception {
    Signature signature = Signature.getInstance("SM3withSM2", PROVIDER);
    signature.setParameter(new SM2ParameterSpec(id));
    return signature;
  }

  private static byte[] bytes(String hex) {
    return hex.equals("-") ? new byte[0] : HexFormat.of().parseHex(hex);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
