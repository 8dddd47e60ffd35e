// SPDX-License-Identifier: Apache-2.0
#include "crypto/crl.hpp"
#include "crypto/issuing.hpp"
#include "tests/support/openssl_command.hpp"
#include "tests/support/pki.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::crypto {
namespace {

using namespace test;
using Profile = CertificateProfile;

CertificateRequest tls_request() {
  CertificateRequest request = test_pki().request(Profile::tls_server, "localhost");
  request.dns_names = {"localhost", "127.0.0.1", "::1"};
  return request;
}

Result<Certificate> issue(const CertificateRequest& request) {
  const TestPki& pki = test_pki();
  return issue_certificate(request, new_key()->public_key().spki(), pki.intermediate.certificate,
                           *pki.intermediate.key, system_random);
}

TEST(Profiles, OfAuthoritiesMayIssueAndRevoke) {
  for (const Certificate& authority : {test_pki().root.certificate, test_pki().intermediate.certificate}) {
    EXPECT_TRUE(authority.is_ca());
    EXPECT_TRUE(authority.key_usage()->key_cert_sign);
    EXPECT_TRUE(authority.key_usage()->crl_sign);
    EXPECT_FALSE(authority.key_usage()->digital_signature);
  }
  EXPECT_EQ(test_pki().root.certificate.path_length(), std::nullopt);
  EXPECT_EQ(test_pki().intermediate.certificate.path_length(), 0);
}

TEST(Profiles, OfSignersMaySign) {
  for (const Certificate& signer : {test_pki().seal_maker.certificate, test_pki().signer.certificate}) {
    EXPECT_FALSE(signer.is_ca());
    EXPECT_TRUE(signer.key_usage()->digital_signature);
    EXPECT_TRUE(signer.key_usage()->non_repudiation);
    EXPECT_FALSE(signer.key_usage()->key_cert_sign);
    EXPECT_TRUE(signer.extended_key_usage().empty());
  }
}

TEST(Profiles, OfTimeStampAuthoritiesMayStampOnly) {
  const Certificate& tsa = test_pki().tsa.certificate;
  EXPECT_EQ(tsa.extended_key_usage(), std::set<std::string>{"1.3.6.1.5.5.7.3.8"});
  EXPECT_TRUE(tsa.extended_key_usage_critical());
}

TEST(Profiles, OfServersMayServe) {
  const Certificate server = issue(tls_request()).value();
  EXPECT_EQ(server.extended_key_usage(), std::set<std::string>{"1.3.6.1.5.5.7.3.1"});
  EXPECT_FALSE(server.extended_key_usage_critical());
}

TEST(Issuing, LinksKeysByTheirIds) {
  const TestPki& pki = test_pki();
  EXPECT_EQ(pki.root.certificate.subject_key_id().value().size(), 20U);
  EXPECT_EQ(pki.root.certificate.authority_key_id(), pki.root.certificate.subject_key_id());
  EXPECT_EQ(pki.intermediate.certificate.authority_key_id(), pki.root.certificate.subject_key_id());
  EXPECT_EQ(pki.signer.certificate.authority_key_id(), pki.intermediate.certificate.subject_key_id());
  const Sm3Digest digest = sm3(pki.root.key->public_key().point());
  EXPECT_TRUE(equal(*pki.root.certificate.subject_key_id(), ByteView(digest).first(20)));
}

TEST(Issuing, DrawsPositiveSerialNumbersOf16Octets) {
  for (const int fill : {0x00, 0xff}) {
    const RandomSource random = [fill](std::span<std::uint8_t> out) {
      std::fill(out.begin(), out.end(), static_cast<std::uint8_t>(fill));
    };
    const Certificate root =
        issue_self_signed(test_pki().request(Profile::root, "R"), *new_key(), random).value();
    EXPECT_EQ(root.serial().size(), 16U);
    EXPECT_EQ(root.serial()[0], fill == 0 ? 0x40 : 0x7f);
  }
}

TEST(Issuing, MarksDevelopment) {
  CertificateRequest request = test_pki().request(Profile::signer, "S");
  EXPECT_TRUE(issue(request).value().is_development());
  request.development = false;
  EXPECT_FALSE(issue(request).value().is_development());
}

TEST(Issuing, WritesCrlLocations) {
  CertificateRequest request = test_pki().request(Profile::signer, "S");
  request.crl_locations = {"http://a/1.crl", "ldap://b/2"};
  const Certificate certificate = issue(request).value();
  ASSERT_EQ(certificate.crl_distribution_names().size(), 2U);
  EXPECT_THAT(std::string(as_text(certificate.crl_distribution_names()[0])),
              testing::HasSubstr("http://a/1.crl"));
  EXPECT_THAT(std::string(as_text(certificate.crl_distribution_names()[1])),
              testing::HasSubstr("ldap://b/2"));
}

TEST(Issuing, KeepsTimesBeyond2050) {
  CertificateRequest request = test_pki().request(Profile::signer, "S");
  request.not_before = utc("2049-12-31T23:59:59Z");
  request.not_after = utc("2050-01-01T00:00:00Z");
  const Certificate certificate = issue(request).value();
  EXPECT_EQ(certificate.not_before(), request.not_before);
  EXPECT_EQ(certificate.not_after(), request.not_after);
}

TEST(Issuing, RefusesRequestsThatMakeNoSense) {
  const CertificateRequest good = test_pki().request(Profile::signer, "S");
  CertificateRequest nameless = good, stateless = good, backwards = good, signer_host = good,
                     hostless = tls_request();
  nameless.subject.common_name.clear();
  stateless.subject.country = "CHN";
  backwards.not_after = backwards.not_before;
  signer_host.dns_names = {"localhost"};
  hostless.dns_names.clear();
  for (const CertificateRequest& request : {nameless, stateless, backwards, signer_host, hostless})
    EXPECT_THAT(issue(request), fails_with("CERTIFICATE_REQUEST"));
  EXPECT_THAT(issue(good), succeeds());
}

TEST(Issuing, RefusesKeysThatDoNotFit) {
  const TestPki& pki = test_pki();
  const CertificateRequest request = pki.request(Profile::signer, "S");
  const Bytes spki = new_key()->public_key().spki();
  EXPECT_THAT(issue_certificate(request, spki, pki.intermediate.certificate, *pki.root.key, system_random),
              fails_with("ISSUER_KEY_MISMATCH"));
  EXPECT_THAT(issue_certificate(request, as_bytes("no key"), pki.intermediate.certificate,
                                *pki.intermediate.key, system_random),
              fails_with("CERTIFICATE_REQUEST"));
}

class UnreachableSigner final : public Signer { // a device that does not answer
 public:
  explicit UnreachableSigner(const Sm2PublicKey& key) : key_(key) {}
  Result<Bytes> sign(ByteView) const override { return fail(ErrorKind::unavailable, "SIGNER_UNAVAILABLE"); }
  const Sm2PublicKey& public_key() const override { return key_; }

 private:
  Sm2PublicKey key_;
};

TEST(Issuing, PassesOnThatTheSignerDoesNotAnswer) {
  const Identity& root = test_pki().root;
  const UnreachableSigner signer(root.key->public_key());
  const CertificateRequest request = test_pki().request(Profile::root, "R");
  EXPECT_THAT(issue_self_signed(request, signer, system_random), fails_with("SIGNER_UNAVAILABLE"));
  EXPECT_THAT(issue_crl(root.certificate, signer, test_pki().start, test_pki().now, {}, 1),
              fails_with("SIGNER_UNAVAILABLE"));
}

// --- TLS ---

TEST(TlsCertificate, IsSelfSignedByP256) {
  const TlsKey key = generate_tls_key();
  const Certificate certificate = issue_self_signed_tls(tls_request(), key, system_random).value();
  EXPECT_EQ(certificate.key_kind(), KeyKind::ecdsa);
  EXPECT_TRUE(equal(certificate.spki(), key.spki));
  EXPECT_EQ(certificate.issued_by(certificate).value(), SignatureCheck::valid);
}

TEST(TlsCertificate, NeedsItsProfileAndItsKey) {
  const TlsKey key = generate_tls_key();
  EXPECT_THAT(issue_self_signed_tls(test_pki().request(Profile::signer, "S"), key, system_random),
              fails_with("CERTIFICATE_REQUEST"));
  for (const std::string_view no_key : {"", "no key"})
    EXPECT_THAT(
        issue_self_signed_tls(tls_request(), {SecretBytes(as_bytes(no_key)), key.spki}, system_random),
        fails_with("TLS_KEY_MALFORMED"));
  EXPECT_THAT(issue_self_signed_tls(tls_request(), {key.pkcs8.clone(), to_bytes("no key")}, system_random),
              fails_with("CERTIFICATE_REQUEST"));
}

TEST(TlsCertificate, IsAcceptedByOpenssl) {
  if (!OpensslCommand::is_installed()) GTEST_SKIP() << "there is no openssl program";
  const OpensslCommand openssl;
  openssl.write("tls.pem",
                issue_self_signed_tls(tls_request(), generate_tls_key(), system_random).value().pem());
  const std::string verify = "verify -purpose sslserver -attime 1780000000 -CAfile tls.pem "; // May 2026
  EXPECT_THAT(openssl.run(verify + "-verify_hostname localhost tls.pem"), testing::HasSubstr("OK"));
  EXPECT_THAT(openssl.run(verify + "-verify_ip 127.0.0.1 tls.pem"), testing::HasSubstr("OK"));
  EXPECT_THAT(openssl.run(verify + "-verify_ip ::1 tls.pem"), testing::HasSubstr("OK"));
  EXPECT_THROW(openssl.run(verify + "-verify_hostname example.org tls.pem"), std::runtime_error);
}

// --- revocation lists ---

TEST(IssueCrl, WritesWhatIsRead) {
  const TestPki& pki = test_pki();
  const Time day = utc("2026-05-01T00:00:00Z");
  const Crl list =
      crl_of(pki.intermediate, pki.start, pki.now, {revoked(pki.signer, day, 1), revoked(pki.tsa, day)});
  EXPECT_EQ(list.this_update(), pki.start);
  EXPECT_EQ(list.next_update(), pki.now);
  EXPECT_EQ(list.size(), 2U);
  EXPECT_EQ(list.find(pki.signer.certificate.serial()).value().revoked_at, day);
  EXPECT_EQ(list.find(pki.signer.certificate.serial()).value().reason, 1);
  EXPECT_EQ(list.find(pki.tsa.certificate.serial()).value().reason, 0);
  EXPECT_EQ(list.issued_by(pki.intermediate.certificate).value(), SignatureCheck::valid);
  EXPECT_EQ(crl_of(pki.root, pki.start, pki.now).size(), 0U);
}

TEST(IssueCrl, RefusesWhatCannotBeWritten) {
  const TestPki& pki = test_pki();
  const auto issue_list = [&](Time next, const std::vector<RevokedCertificate>& revoked,
                              std::int64_t number) {
    return issue_crl(pki.root.certificate, *pki.root.key, pki.start, next, revoked, number);
  };
  EXPECT_THAT(issue_list(pki.start, {}, 1), fails_with("CRL_REQUEST"));
  EXPECT_THAT(issue_list(pki.now, {}, -1), fails_with("CRL_REQUEST"));
  EXPECT_THAT(issue_list(pki.now, {{{}, pki.start, 0}}, 1), fails_with("CRL_REQUEST"));
  EXPECT_THAT(issue_list(pki.now, {{Bytes(max_serial_size + 1, 1), pki.start, 0}}, 1),
              fails_with("CRL_REQUEST"));
  EXPECT_THAT(issue_list(pki.now, {{{1}, pki.start, 11}}, 1), fails_with("CRL_REQUEST"));
  EXPECT_THAT(issue_list(pki.now, {{{1}, pki.start, -1}}, 1), fails_with("CRL_REQUEST"));
  EXPECT_THAT(issue_list(pki.now, {{Bytes(max_serial_size, 1), pki.start, 10}}, 0), succeeds());
  EXPECT_THAT(issue_crl(pki.root.certificate, *pki.signer.key, pki.start, pki.now, {}, 1),
              fails_with("ISSUER_KEY_MISMATCH"));
}

} // namespace
} // namespace elicense::crypto
