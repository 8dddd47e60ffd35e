// SPDX-License-Identifier: Apache-2.0
#include "crypto/signing_rules.hpp"
#include "tests/support/pki.hpp"

namespace elicense::crypto {
namespace {

using namespace elicense::test;
using std::chrono::seconds;

TEST(SigningRules, OnlyCertificatesForSm2SignaturesMaySign) {
  EXPECT_TRUE(may_sign(test_pki().signer.certificate));
  EXPECT_TRUE(may_sign(test_pki().seal_maker.certificate));
  EXPECT_FALSE(may_sign(test_pki().intermediate.certificate)) << "for certificates and lists";
  CertificateRequest request = test_pki().request(CertificateProfile::tls_server, "localhost");
  request.dns_names = {"localhost"};
  EXPECT_FALSE(may_sign(issue_self_signed_tls(request, generate_tls_key(), system_random).value()))
      << "P-256";
}

TEST(SigningRules, ValidityIncludesBothEnds) {
  const Certificate& certificate = test_pki().signer.certificate;
  EXPECT_FALSE(is_valid_at(certificate, test_pki().start - seconds(1)));
  EXPECT_TRUE(is_valid_at(certificate, test_pki().start));
  EXPECT_TRUE(is_valid_at(certificate, test_pki().finish));
  EXPECT_FALSE(is_valid_at(certificate, test_pki().finish + seconds(1)));
}

TEST(SigningRules, TheKeyFitsItsCertificateAlone) {
  EXPECT_TRUE(fits(test_pki().signer.certificate, *test_pki().signer.key));
  EXPECT_FALSE(fits(test_pki().signer.certificate, *test_pki().tsa.key));
}

TEST(SigningRules, ASignatureIsOfTheMessageInDer) {
  const Bytes signature = test_pki().signer.key->sign(as_bytes("message")).value();
  EXPECT_TRUE(is_signed(test_pki().signer.certificate, as_bytes("message"), signature));
  EXPECT_FALSE(is_signed(test_pki().signer.certificate, as_bytes("another"), signature));
  EXPECT_FALSE(is_signed(test_pki().tsa.certificate, as_bytes("message"), signature));
  EXPECT_FALSE(is_signed(test_pki().signer.certificate, as_bytes("message"), Bytes(64, 1)));
}

} // namespace
} // namespace elicense::crypto
