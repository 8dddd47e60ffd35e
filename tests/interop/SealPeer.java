// SPDX-License-Identifier: Apache-2.0
// Reads the seals and signature values of a sealed OFD file with BouncyCastle's ASN.1, holds them against GB/T 38540-2020 field by
// field, and checks both SM2 signatures and the digest of Signature.xml.
// Usage: java SealPeer DOCUMENT.ofd...   Exit status 0: every one is as the standard says.
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

public class SealPeer {
  private static final Provider PROVIDER = new BouncyCastleProvider();
  private static final String SM2_WITH_SM3 = "1.2.156.10197.1.501";
  private static final int VERSION = 4;
  private static final int CERTIFICATES = 1; // certListType: a list of certificates, not of digests

  public static void main(String[] files) throws Exception {
    for (String file : files) {
      try (ZipFile document = new ZipFile(file)) {
        System.out.println(file + ": " + check(document));
      }
    }
  }

  private static String check(ZipFile document) throws Exception {
    String folder = "Doc_0/Signs/Sign_0/";
    ASN1Sequence signature = der(read(document, folder + "SignedValue.dat"));
    ASN1Sequence toSign = at(signature, 0, ASN1Sequence.class);
    expect(at(toSign, 0, ASN1Integer.class).intValueExact() == VERSION, "version of TBS_Sign");
    ASN1Sequence seal = at(toSign, 1, ASN1Sequence.class);
    at(toSign, 2, ASN1GeneralizedTime.class).getDate();
    byte[] digest = at(toSign, 3, ASN1BitString.class).getOctets();
    expect(Arrays.equals(digest, sm3(read(document, folder + "Signature.xml"))), "dataHash is not the digest of Signature.xml");
    expect(at(toSign, 4, ASN1IA5String.class).getString().equals("/" + folder + "Signature.xml"), "propertyInfo");
    expectSigned(toSign, signature, 1);
    expect(Arrays.equals(seal.getEncoded(ASN1Encoding.DER), read(document, folder + "Seal.esl")), "Seal.esl is another seal");
    return checkSeal(seal);
  }

  private static String checkSeal(ASN1Sequence seal) throws Exception {
    ASN1Sequence info = at(seal, 0, ASN1Sequence.class);
    ASN1Sequence header = at(info, 0, ASN1Sequence.class);
    expect(at(header, 0, ASN1IA5String.class).getString().equals("ES"), "the header's ID");
    expect(at(header, 1, ASN1Integer.class).intValueExact() == VERSION, "the header's version");
    at(header, 2, ASN1IA5String.class);
    String id = at(info, 1, ASN1IA5String.class).getString();
    String name = checkProperty(at(info, 2, ASN1Sequence.class));
    checkPicture(at(info, 3, ASN1Sequence.class));
    expectSigned(info, seal, 1);
    return "seal " + id + " " + name;
  }

  private static String checkProperty(ASN1Sequence property) throws Exception {
    at(property, 0, ASN1Integer.class);
    String name = at(property, 1, ASN1UTF8String.class).getString();
    expect(at(property, 2, ASN1Integer.class).intValueExact() == CERTIFICATES, "certListType");
    for (ASN1Encodable each : at(property, 3, ASN1Sequence.class)) {
      certificate(ASN1OctetString.getInstance(each).getOctets());
    }
    at(property, 4, ASN1GeneralizedTime.class).getDate();
    expect(at(property, 5, ASN1GeneralizedTime.class).getDate().before(at(property, 6, ASN1GeneralizedTime.class).getDate()),
        "the seal's validity");
    return name;
  }

  private static void checkPicture(ASN1Sequence picture) {
    expect(!at(picture, 0, ASN1IA5String.class).getString().isEmpty(), "the picture's type");
    expect(at(picture, 1, ASN1OctetString.class).getOctets().length > 0, "the picture's data");
    expect(at(picture, 2, ASN1Integer.class).intValueExact() > 0, "the picture's width");
    expect(at(picture, 3, ASN1Integer.class).intValueExact() > 0, "the picture's height");
  }

  // What follows a signed structure: certificate, algorithm, value.
  private static void expectSigned(ASN1Sequence content, ASN1Sequence owner, int next) throws Exception {
    X509Certificate signer = certificate(at(owner, next, ASN1OctetString.class).getOctets());
    expect(at(owner, next + 1, ASN1ObjectIdentifier.class).getId().equals(SM2_WITH_SM3), "the algorithm");
    Signature check = Signature.getInstance("SM3withSM2", PROVIDER);
    check.initVerify(signer.getPublicKey());
    check.update(content.getEncoded(ASN1Encoding.DER));
    expect(check.verify(at(owner, next + 2, ASN1BitString.class).getOctets()), "the signature of " + signer.getSubjectX500Principal());
  }

  private static X509Certificate certificate(byte[] bytes) throws Exception {
    return (X509Certificate) CertificateFactory.getInstance("X.509", PROVIDER).generateCertificate(new ByteArrayInputStream(bytes));
  }

  private static ASN1Sequence der(byte[] bytes) throws IOException {
    ASN1Primitive value = ASN1Primitive.fromByteArray(bytes);
    expect(Arrays.equals(value.getEncoded(ASN1Encoding.DER), bytes), "not DER");
    return ASN1Sequence.getInstance(value);
  }

  private static <T> T at(ASN1Sequence sequence, int index, Class<T> type) {
    return type.cast(sequence.getObjectAt(index).toASN1Primitive());
  }

  private static byte[] sm3(byte[] content) throws Exception {
    return MessageDigest.getInstance("SM3", PROVIDER).digest(content);
  }

  private static byte[] read(ZipFile document, String name) throws IOException {
    ZipEntry entry = document.getEntry(name);
    expect(entry != null, "no " + name);
    try (InputStream content = document.getInputStream(entry)) {
      return content.readAllBytes();
    }
  }

  private static void expect(boolean good, String otherwise) {
    if (!good) throw new IllegalStateException(otherwise);
  }
}
