// SPDX-License-Identifier: Apache-2.0
#include "access/new_key.hpp"
#include "tests/support/pki.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::access {
namespace {

using test::fails_with;

Result<Credential> made(KeyKind kind, std::string_view text) {
  return new_credential(kind, text, test::test_pki().now, crypto::system_random);
}

TEST(NewCredential, ASecretIsMadeHere) {
  const auto first = made(KeyKind::hmac_sm3, ""), second = made(KeyKind::hmac_sm3, "");
  EXPECT_EQ(first->material.size(), hmac_secret_size);
  EXPECT_FALSE(equal(first->material.view(), second->material.view()));
  EXPECT_NE(first->key_id, second->key_id);
  EXPECT_EQ(first->not_before, test::test_pki().now);
  EXPECT_THAT(made(KeyKind::hmac_sm3, "secret"), fails_with("KEY_REFUSED"));
}

TEST(NewCredential, AnSm2KeyComesAsPointOrSpki) {
  const auto key = crypto::Sm2PrivateKey::generate().public_key();
  for (const Bytes& form : {key.point(), key.spki()})
    EXPECT_TRUE(equal(made(KeyKind::sm2, to_base64(form))->material.view(), key.point()));
  Bytes off_curve = key.point();
  off_curve.back() ^= 1;
  for (const std::string& bad : {std::string(), std::string("?"), to_base64(off_curve), to_hex(key.point())})
    EXPECT_THAT(made(KeyKind::sm2, bad), fails_with("KEY_REFUSED")) << bad;
}

TEST(NewCredential, ACertificateBringsItsEnd) {
  const auto& signer = test::test_pki().signer.certificate;
  const auto credential = made(KeyKind::certificate, signer.pem());
  EXPECT_TRUE(equal(credential->material.view(), signer.fingerprint()));
  EXPECT_LE(credential->not_after, signer.not_after());
  EXPECT_THAT(made(KeyKind::certificate, signer.pem() + signer.pem()), fails_with("KEY_REFUSED"));
  EXPECT_THAT(made(KeyKind::certificate, "x"), fails_with("KEY_REFUSED"));
  EXPECT_THAT(new_credential(KeyKind::certificate, signer.pem(), signer.not_after(), crypto::system_random),
              fails_with("KEY_REFUSED"));
}

} // namespace
} // namespace elicense::access
