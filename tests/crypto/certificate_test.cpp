// SPDX-License-Identifier: Apache-2.0
#include "crypto/certificate.hpp"
#include "crypto/der.hpp"
#include "crypto/seal.hpp"
#include "tests/support/certificate_recipe.hpp"
#include "tests/support/files.hpp"
#include "tests/support/openssl_command.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::crypto {
namespace {

using namespace test;

Result<Certificate> parse_certificate(const CertificateRecipe& recipe) {
  return Certificate::parse(certificate_der(recipe, issuer()));
}

TEST(Certificate, TellsWhatItHolds) {
  const Certificate& certificate = test_pki().signer.certificate;
  EXPECT_EQ(certificate.subject(), "CN=测试签章者,O=测试机构,C=CN");
  EXPECT_EQ(certificate.issuer(), "CN=Test Intermediate,O=测试机构,C=CN");
  EXPECT_EQ(certificate.common_name(), "测试签章者");
  EXPECT_TRUE(equal(certificate.issuer_der(), issuer().certificate.subject_der()));
  EXPECT_EQ(certificate.serial().size(), 16U);
  EXPECT_EQ(certificate.version(), 3);
  EXPECT_EQ(certificate.not_before(), test_pki().start);
  EXPECT_EQ(certificate.not_after(), test_pki().finish);
  EXPECT_EQ(certificate.key_kind(), KeyKind::sm2);
  EXPECT_EQ(certificate.sm2_key().value().point(), test_pki().signer.key->public_key().point());
  EXPECT_TRUE(equal(certificate.spki(), test_pki().signer.key->public_key().spki()));
  EXPECT_EQ(certificate.fingerprint(), sm3(certificate.der()));
  EXPECT_FALSE(certificate.is_ca());
  EXPECT_TRUE(certificate.is_development());
}

TEST(Certificate, ComesBackFromPem) {
  const TestPki& pki = test_pki();
  const std::string pem = "# both\n" + pki.root.certificate.pem() + pki.signer.certificate.pem();
  EXPECT_EQ(Certificate::parse_pem(pem).value(), (std::vector{pki.root.certificate, pki.signer.certificate}));
  EXPECT_THAT(Certificate::parse_pem("nothing"), fails_with("CERTIFICATE_MALFORMED"));
  EXPECT_THAT(Certificate::parse_pem("-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n"),
              fails_with("CERTIFICATE_MALFORMED"));
}

TEST(Certificate, IsRefusedCutAtAnyByteOrWithOneMore) {
  Bytes der = to_bytes(test_pki().signer.certificate.der());
  for (std::size_t size = 0; size < der.size(); ++size)
    EXPECT_THAT(Certificate::parse(ByteView(der).first(size)), fails_with("CERTIFICATE_MALFORMED")) << size;
  der.push_back(0);
  EXPECT_THAT(Certificate::parse(der), fails_with("CERTIFICATE_MALFORMED"));
}

// Whatever byte is changed, the certificate is refused or its signature is wrong.
TEST(Certificate, ShowsEveryChangedByte) {
  const Bytes good = to_bytes(test_pki().signer.certificate.der());
  for (std::size_t at = 0; at < good.size(); ++at) {
    Bytes changed = good;
    changed[at] ^= 1;
    const Result<Certificate> certificate = Certificate::parse(changed);
    if (!certificate) continue;
    const Result<SignatureCheck> check = certificate->issued_by(issuer().certificate);
    EXPECT_FALSE(check && *check == SignatureCheck::valid) << "byte " << at;
  }
}

TEST(Certificate, HasALimit) {
  const auto of_size = [](std::size_t filler) {
    CertificateRecipe recipe;
    recipe.more_extensions = {extension("1.2.3", false, Bytes(filler, 0))};
    return certificate_der(recipe, issuer());
  };
  std::size_t filler =
      max_certificate_size - 600; // in the size class of the limit, so that lengths do not grow
  Bytes der = of_size(filler);
  for (int i = 0; i < 8 && der.size() != max_certificate_size; ++i) { // signatures vary by a byte or two
    filler += max_certificate_size - der.size();
    der = of_size(filler);
  }
  while (der.size() != max_certificate_size)
    der = of_size(filler);
  EXPECT_THAT(Certificate::parse(der), succeeds());
  const Bytes over(max_certificate_size + 1, 0x30);
  EXPECT_THAT(Certificate::parse(over), fails_with("CERTIFICATE_TOO_LARGE"));
  EXPECT_THAT(Certificate::parse(ByteView(over).first(max_certificate_size)),
              fails_with("CERTIFICATE_MALFORMED"));
}

TEST(Certificate, MustBeVersion3) {
  for (const std::int64_t version : {0, 1, 3})
    EXPECT_THAT(parse_certificate({.version = version}), fails_with("CERTIFICATE_MALFORMED")) << version;
}

TEST(Certificate, HasAPositiveSerialNumberOfUpTo20Octets) {
  const Bytes longest(max_serial_size, 0x7f);
  EXPECT_TRUE(equal(parse_certificate({.serial = longest}).value().serial(), longest));
  Bytes high(max_serial_size, 0x80); // 20 octets too, behind the sign octet
  high.insert(high.begin(), 0);
  EXPECT_THAT(parse_certificate({.serial = high}), succeeds());
  for (const Bytes& serial :
       {Bytes{0}, Bytes{0x80}, Bytes{0xff}, Bytes{}, Bytes{0, 1}, Bytes(max_serial_size + 1, 0x7f)})
    EXPECT_THAT(parse_certificate({.serial = serial}), fails_with("CERTIFICATE_MALFORMED")) << to_hex(serial);
}

TEST(Certificate, HoldsNothingAfterItsFields) {
  EXPECT_THAT(parse_certificate({.trailer = {der::null, 0}}), fails_with("CERTIFICATE_MALFORMED"));
}

TEST(Certificate, MayHoldUniqueIds) { // RFC 5280 4.1.2.8: after the key
  const Bytes key = test_pki().signer.key->public_key().spki();
  const Bytes of_issuer = der::wrap(der::context_primitive(1), Bytes{0}),
              of_subject = der::wrap(der::context_primitive(2), Bytes{0});
  EXPECT_THAT(parse_certificate({.spki = der::concat({key, of_issuer, of_subject})}), succeeds());
  EXPECT_THAT(parse_certificate({.spki = der::concat({key, of_subject, of_issuer})}),
              fails_with("CERTIFICATE_MALFORMED"));
}

TEST(Certificate, NeedsAReadableName) {
  const Bytes empty_set = der::wrap(der::sequence, Bytes{der::set, 0});
  EXPECT_THAT(parse_certificate({.subject_name = empty_set}), fails_with("CERTIFICATE_MALFORMED"));
}

TEST(Certificate, KnowsTheKindOfItsKey) {
  const auto key = [](std::string_view type, const Bytes& parameters) {
    const Bytes identifier = der::wrap(der::sequence, {der::write_oid(type), parameters});
    return der::wrap(der::sequence, {identifier, der::write_bits(Bytes(65, 4))});
  };
  const auto kind = [](const Bytes& spki) { return parse_certificate({.spki = spki}).value().key_kind(); };
  const std::string_view ec = "1.2.840.10045.2.1";
  EXPECT_EQ(kind(key(ec, der::write_oid("1.2.156.10197.1.301"))), KeyKind::sm2);
  EXPECT_EQ(kind(key(ec, der::write_oid("1.2.840.10045.3.1.7"))), KeyKind::ecdsa);
  EXPECT_EQ(kind(key(ec, der::write_oid("1.3.132.0.34"))), KeyKind::ecdsa);
  EXPECT_EQ(kind(key(ec, der::write_oid("1.3.132.0.35"))), KeyKind::ecdsa);
  EXPECT_EQ(kind(key(ec, der::write_oid("1.3.132.0.10"))), KeyKind::other);
  EXPECT_EQ(kind(key(ec, der::wrap(der::sequence, Bytes()))), KeyKind::other);
  EXPECT_EQ(kind(key("1.2.840.113549.1.1.1", {der::null, 0})), KeyKind::rsa);
  EXPECT_EQ(kind(key("1.3.101.112", {})), KeyKind::other);
  EXPECT_EQ(kind(key("1.3.101.112", der::write_oid("1.2.156.10197.1.301"))), KeyKind::other);
}

TEST(Certificate, GivesAnSm2KeyOnlyWhenThereIsOne) {
  const Bytes off_curve = der::wrap(
      der::sequence,
      {der::wrap(der::sequence, {der::write_oid("1.2.840.10045.2.1"), der::write_oid("1.2.156.10197.1.301")}),
       der::write_bits(Bytes(65, 4))});
  const Certificate without_point = parse_certificate({.spki = off_curve}).value();
  EXPECT_THAT(without_point.sm2_key(), fails_with("CERTIFICATE_KEY"));
  EXPECT_THAT(without_point.check_signature(as_bytes("m"), algorithm("1.2.156.10197.1.501"), Bytes(64, 1)),
              fails_with("CERTIFICATE_KEY"));
  const TlsKey tls = generate_tls_key();
  const Certificate of_tls = parse_certificate({.spki = tls.spki}).value();
  EXPECT_THAT(of_tls.sm2_key(), fails_with("CERTIFICATE_KEY"));
  EXPECT_EQ(of_tls.sm2_key().error().detail, "the key is not an SM2 key");
}

// --- signatures ---

TEST(IssuedBy, IsTrueForTheIssuerOnly) {
  const TestPki& pki = test_pki();
  EXPECT_EQ(pki.signer.certificate.issued_by(pki.intermediate.certificate).value(), SignatureCheck::valid);
  EXPECT_EQ(pki.root.certificate.issued_by(pki.root.certificate).value(), SignatureCheck::valid);
  EXPECT_EQ(pki.signer.certificate.issued_by(pki.root.certificate).value(), SignatureCheck::invalid);
}

// The issuer found right is remembered; that must not help another key under the same name, nor the same key
// under another name.
TEST(IssuedBy, RemembersTheRightIssuerForItselfOnly) {
  const Certificate leaf = make({}, issuer()).certificate;
  CertificateRecipe namesake = authority_recipe("");
  namesake.subject_name = to_bytes(issuer().certificate.subject_der());
  const Certificate authorities[] = {issuer().certificate, make(namesake, test_pki().root).certificate,
                                     test_pki().root.certificate};
  for (int round = 0; round < 3; ++round)
    for (const Certificate& authority : authorities) {
      const bool right = authority == issuer().certificate;
      EXPECT_EQ(leaf.issued_by(authority).value(), right ? SignatureCheck::valid : SignatureCheck::invalid);
    }
}

TEST(IssuedBy, IsRememberedForEqualBytesOnly) {
  const Bytes good = certificate_der({}, issuer());
  for (int round = 0; round < 2; ++round)
    EXPECT_EQ(Certificate::parse(good).value().issued_by(issuer().certificate).value(),
              SignatureCheck::valid);
  Bytes changed = good;
  changed.back() ^= 1;
  EXPECT_EQ(Certificate::parse(changed).value().issued_by(issuer().certificate).value(),
            SignatureCheck::invalid);
}

TEST(IssuedBy, NeedsTheIssuersName) {
  CertificateRecipe other = authority_recipe("Another name");
  other.key = issuer().key;
  const Identity same_key = make(other, test_pki().root);
  EXPECT_EQ(test_pki().signer.certificate.issued_by(same_key.certificate).value(), SignatureCheck::invalid);
}

TEST(IssuedBy, IsFalseForABrokenSignature) {
  const Certificate certificate = make({.break_signature = true}, issuer()).certificate;
  EXPECT_EQ(certificate.issued_by(issuer().certificate).value(), SignatureCheck::invalid);
}

TEST(IssuedBy, NeedsAKeyThatIsOne) {
  CertificateRecipe recipe = authority_recipe("Off the curve");
  recipe.spki = der::wrap(der::sequence, {der::wrap(der::sequence, {der::write_oid("1.2.840.10045.2.1"),
                                                                    der::write_oid("1.2.156.10197.1.301")}),
                                          der::write_bits(Bytes(65, 4))});
  const Identity authority = make(recipe, test_pki().root);
  EXPECT_THAT(make({}, authority).certificate.issued_by(authority.certificate),
              fails_with("CERTIFICATE_KEY"));
}

TEST(IssuedBy, AcceptsNullBesideSm2) {
  const Bytes with_null = algorithm("1.2.156.10197.1.501", true);
  const Certificate certificate =
      make({.inner_algorithm = with_null, .outer_algorithm = with_null}, issuer()).certificate;
  EXPECT_EQ(certificate.issued_by(issuer().certificate).value(), SignatureCheck::valid);
}

TEST(IssuedBy, NeedsTheSameAlgorithmInside) {
  const Bytes inner = algorithm("1.2.156.10197.1.501", true), outer = algorithm("1.2.156.10197.1.501");
  const Certificate certificate =
      make({.inner_algorithm = inner, .outer_algorithm = outer}, issuer()).certificate;
  EXPECT_EQ(certificate.issued_by(issuer().certificate).value(), SignatureCheck::invalid);
}

// OpenSSL 3.0 signs with the empty id unless told: such a certificate is of no use to anybody.
TEST(IssuedBy, IsFalseForTheEmptySignerId) {
  const auto without_id = std::make_shared<SoftwareSigner>(Sm2PrivateKey::generate(""));
  CertificateRecipe recipe = authority_recipe("Without id");
  recipe.key = without_id;
  const Identity authority = make(recipe, test_pki().root);
  const Certificate certificate = make({}, authority).certificate;
  EXPECT_EQ(certificate.issued_by(authority.certificate).value(), SignatureCheck::invalid);
}

TEST(CheckSignature, RefusesWeakAndForeignAlgorithms) {
  const Certificate& certificate = test_pki().signer.certificate;
  for (const char* oid : {"1.2.840.113549.1.1.4", "1.2.840.113549.1.1.5", "1.2.840.10045.4.1",
                          "1.2.840.113549.1.1.11", "1.2.840.10045.4.3.2", "1.2.3.4"})
    EXPECT_THAT(certificate.check_signature(as_bytes("m"), algorithm(oid), Bytes(64, 1)),
                fails_with("SIGNATURE_ALGORITHM"))
        << oid;
}

TEST(CheckSignature, AcceptsWhatTheKeyMade) {
  const Identity& signer = test_pki().signer;
  const Bytes message = to_bytes("message"), signature = signer.key->sign(message).value();
  const Bytes sm2 = algorithm("1.2.156.10197.1.501");
  EXPECT_EQ(signer.certificate.check_signature(message, sm2, signature).value(), SignatureCheck::valid);
  EXPECT_EQ(signer.certificate.check_signature(as_bytes("other"), sm2, signature).value(),
            SignatureCheck::invalid);
  EXPECT_EQ(signer.certificate.check_signature(message, sm2, {}).value(), SignatureCheck::invalid);
}

// --- certificates of others ---

TEST(RealCertificates, InSealsAreRead) {
  for (const char* name : {"samples/seals/UserV1.esl", "samples/seals/UserV4.esl"}) {
    const std::optional<Bytes> file = read_shared(name);
    if (!file) GTEST_SKIP() << "there are no samples beside this checkout";
    const Seal seal = decode_seal(*file).value();
    const Certificate maker = Certificate::parse(seal.maker_certificate).value();
    EXPECT_EQ(maker.issuer(),
              "CN=OFD Reader and WriterROOT Certificate,L=Hangzhou,ST=Zhejiang,O=OFD R&W,C=CN");
    EXPECT_TRUE(maker.key_usage()->digital_signature);
    EXPECT_FALSE(maker.is_ca());
    EXPECT_THAT(maker.sm2_key(), succeeds());
  }
}

void make_openssl_chain(const OpensslCommand& openssl, const std::string& new_key,
                        const std::string& options) {
  openssl.run(new_key + " -out root.key");
  openssl.run(new_key + " -out leaf.key");
  openssl.run("req -x509 -new -key root.key -subj '/C=CN/CN=Other root' -days 30 -out root.pem " + options);
  openssl.run("req -new -key leaf.key -subj '/C=CN/O=甲, 乙/CN=Other leaf' -utf8 -out leaf.csr " + options);
  openssl.write("extensions", "basicConstraints=critical,CA:FALSE\nsubjectKeyIdentifier=hash\n");
  openssl.run("x509 -req -extfile extensions -in leaf.csr -CA root.pem -CAkey root.key -days 30 -set_serial "
              "7 -out leaf.pem " +
              options +
              (options.find("distid") == std::string::npos ? "" : " -vfyopt distid:1234567812345678"));
}

void expect_good_chain(const OpensslCommand& openssl, KeyKind kind) {
  const Certificate root = openssl.certificate("root.pem"), leaf = openssl.certificate("leaf.pem");
  EXPECT_EQ(leaf.subject(), "CN=Other leaf,O=甲\\, 乙,C=CN");
  EXPECT_EQ(leaf.key_kind(), kind);
  EXPECT_TRUE(root.is_ca());
  EXPECT_EQ(leaf.issued_by(root).value(), SignatureCheck::valid);
  EXPECT_EQ(root.issued_by(root).value(), SignatureCheck::valid);
  EXPECT_EQ(leaf.issued_by(leaf).value(), SignatureCheck::invalid);
}

struct Foreign {
  const char* name;
  const char* new_key;
  const char* options;
  KeyKind kind;
};

void PrintTo(const Foreign& foreign, std::ostream* out) {
  *out << foreign.name;
}

class ForeignCertificates : public testing::TestWithParam<Foreign> {};

TEST_P(ForeignCertificates, AreReadAndChecked) {
  if (!OpensslCommand::is_installed()) GTEST_SKIP() << "there is no openssl program";
  const OpensslCommand openssl;
  make_openssl_chain(openssl, GetParam().new_key, GetParam().options);
  expect_good_chain(openssl, GetParam().kind);
}

INSTANTIATE_TEST_SUITE_P(
    OfOpenssl, ForeignCertificates,
    testing::Values(
        Foreign{"Sm2", "genpkey -algorithm SM2", "-sm3 -sigopt distid:1234567812345678", KeyKind::sm2},
        Foreign{"Rsa", "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048", "-sha256", KeyKind::rsa},
        Foreign{"RsaPss", "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048",
                "-sha384 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:48", KeyKind::rsa},
        Foreign{"P256", "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256", "-sha256", KeyKind::ecdsa},
        Foreign{"P384", "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384", "-sha512", KeyKind::ecdsa}),
    [](const auto& test) { return test.param.name; });

TEST(WeakCertificates, OfOpensslAreRefused) {
  if (!OpensslCommand::is_installed()) GTEST_SKIP() << "there is no openssl program";
  for (const char* digest : {"-sha1", "-md5"}) {
    const OpensslCommand openssl;
    make_openssl_chain(openssl, "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048", digest);
    const Certificate root = openssl.certificate("root.pem"), leaf = openssl.certificate("leaf.pem");
    EXPECT_THAT(leaf.issued_by(root), fails_with("SIGNATURE_ALGORITHM")) << digest;
  }
}

} // namespace
} // namespace elicense::crypto
