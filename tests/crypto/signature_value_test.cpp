// SPDX-License-Identifier: Apache-2.0
#include "crypto/signature_value.hpp"
#include "tests/support/openssl_failure.hpp"
#include "tests/support/pki.hpp"
#include "tests/support/seal_parts.hpp"
#include "tests/support/steps.hpp"

namespace elicense::crypto {
namespace {

using namespace elicense::test;

const std::string_view message = "what is signed";

SignatureValueCheck check_of_message(ByteView signature, std::string_view of = message) {
  return check_signature_value(test_pki().signer.certificate, as_bytes(of), signature);
}

Bytes sign() {
  return test_pki().signer.key->sign(as_bytes(message)).value();
}

TEST(SignatureValue, IsGoodInDer) {
  const SignatureValueCheck result = check_of_message(sign());
  EXPECT_EQ(result.outcome, Outcome::passed);
  EXPECT_FALSE(result.raw);
}

TEST(SignatureValue, IsGoodAsPlainNumbersAndSaysSo) {
  const SignatureValueCheck result = check_of_message(raw_form(sign()));
  EXPECT_EQ(result.outcome, Outcome::passed);
  EXPECT_TRUE(result.raw);
}

TEST(SignatureValue, FailsInBothFormsOnAnotherMessage) {
  for (const Bytes& signature : {sign(), raw_form(sign())}) {
    const SignatureValueCheck result = check_of_message(signature, "something else");
    EXPECT_EQ(result.outcome, Outcome::failed);
    EXPECT_FALSE(result.raw);
    EXPECT_NE(result.detail, "");
  }
}

TEST(SignatureValue, FailsWhenItIsNone) {
  for (const std::size_t size : {0u, 1u, 63u, 64u, 65u, 70u})
    EXPECT_EQ(check_of_message(Bytes(size, 0)).outcome, Outcome::failed);
}

TEST(SignatureValue, FailsWithAKeyThatIsNotSm2) {
  CertificateRequest request = test_pki().request(CertificateProfile::tls_server, "localhost");
  request.dns_names = {"localhost"};
  const Certificate p256 = issue_self_signed_tls(request, generate_tls_key(), system_random).value();
  const SignatureValueCheck result = check_signature_value(p256, as_bytes(message), sign());
  EXPECT_EQ(result.outcome, Outcome::failed);
  EXPECT_EQ(result.detail, "CERTIFICATE_KEY");
}

TEST(SignatureValue, IsNotDecidedWhenOpensslCannotBeAsked) {
  const Bytes good = sign(), raw = raw_form(good);
  ASSERT_EQ(check_of_message(good).outcome, Outcome::passed); // now the key is there
  const NoAlgorithms nothing;
  for (const Bytes& signature : {good, raw}) {
    const SignatureValueCheck result = check_of_message(signature);
    EXPECT_EQ(result.outcome, Outcome::undetermined);
    EXPECT_EQ(result.detail, "SM2_UNAVAILABLE");
  }
}

} // namespace
} // namespace elicense::crypto
