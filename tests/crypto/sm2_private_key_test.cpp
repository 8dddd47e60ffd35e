// SPDX-License-Identifier: Apache-2.0
// SM2 private keys: which scalars and encodings are one, and that signatures are fresh and good.
#include "crypto/der.hpp"
#include "crypto/signer.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/sanitizers.hpp"
#include "tests/support/sm2_vectors.hpp"
#include <gtest/gtest.h>
#include <set>
#include <thread>

namespace elicense::crypto {
namespace {

using test::fails_with;
namespace vectors = test::sm2;
using test::hex;

SecretBytes secret(std::initializer_list<std::string_view> parts) {
  return SecretBytes(hex(parts));
}

bool signs_for(const Sm2PrivateKey& key, const Sm2PublicKey& check) {
  const Bytes signature = key.sign(as_bytes("a license")).value();
  return check.check(as_bytes("a license"), signature).value() == SignatureCheck::valid;
}

// As OpenSSL writes the key of the standard: without and with the public key inside.
constexpr std::string_view pkcs8_short_start =
    "3041020100301306072a8648ce3d020106082a811ccf5501822d04273025020101"
    "0420";
constexpr std::string_view pkcs8_start =
    "308187020100301306072a8648ce3d020106082a811ccf5501822d046d306b0201010420";

TEST(Sm2PrivateKey, StandardsExampleGivesItsPublicKey) {
  const Sm2PrivateKey key = Sm2PrivateKey::from_scalar(secret({vectors::scalar})).value();
  EXPECT_EQ(key.public_key().point(), vectors::point());
  EXPECT_TRUE(signs_for(key, Sm2PublicKey::from_point(vectors::point()).value()));
}

Bytes r_of(ByteView signature) {
  return der::open(signature, der::sequence).value().unsigned_integer(32).value();
}

// A number that is used twice gives the key away (GB/T 32918.2 section 6.1, A3).
TEST(Sm2PrivateKey, NoNumberIsUsedTwice) {
  constexpr int threads = 2, each = test::sanitized ? 1'000 : 50'000;
  const Sm2PrivateKey key = Sm2PrivateKey::generate();
  std::vector<std::vector<Bytes>> seen(threads);
  {
    std::vector<std::jthread> workers;
    for (std::vector<Bytes>& mine : seen)
      workers.emplace_back([&] {
        for (int i = 0; i < each; ++i)
          mine.push_back(r_of(key.sign(as_bytes("same")).value()));
      });
  }
  std::set<Bytes> all;
  for (const std::vector<Bytes>& mine : seen)
    all.insert(mine.begin(), mine.end());
  EXPECT_EQ(all.size(), static_cast<std::size_t>(threads * each));
}

TEST(Sm2PrivateKey, EmptyMessageIsAMessage) {
  const Sm2PrivateKey key = Sm2PrivateKey::generate();
  const Bytes signature = key.sign({}).value();
  EXPECT_EQ(key.public_key().check({}, signature).value(), SignatureCheck::valid);
  EXPECT_EQ(key.public_key().check(as_bytes(" "), signature).value(), SignatureCheck::invalid);
}

TEST(Sm2PrivateKey, TheIdGoesWithTheKey) {
  const Sm2PrivateKey key = Sm2PrivateKey::generate("another");
  EXPECT_EQ(key.public_key().id(), "another");
  EXPECT_TRUE(signs_for(key, key.public_key()));
  EXPECT_FALSE(signs_for(key, Sm2PublicKey::from_point(key.public_key().point()).value()));
  const std::string too_long(max_signer_id_size + 1, 'i');
  EXPECT_THROW(Sm2PrivateKey::generate(too_long), std::runtime_error);
  EXPECT_THAT(Sm2PrivateKey::from_scalar(secret({vectors::scalar}), too_long), fails_with("SM2_ID_TOO_LONG"));
}

TEST(Sm2PrivateKey, ScalarsEndAtNMinusTwo) { // GB/T 32918.1 section 6.1
  const std::string_view start = "fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d541";
  const std::string zeros(62, '0');
  EXPECT_TRUE(Sm2PrivateKey::from_scalar(secret({zeros, "01"})));
  EXPECT_TRUE(Sm2PrivateKey::from_scalar(secret({start, "21"})));
  for (const Bytes& bad :
       {hex({zeros, "00"}), hex({start, "22"}), hex({start, "23"}), hex({start, "24"}),
        hex({std::string(64, 'f')}), Bytes{}, hex({vectors::scalar, "00"}), Bytes(31, 1)}) {
    EXPECT_THAT(Sm2PrivateKey::from_scalar(SecretBytes(bad)), fails_with("SM2_KEY_MALFORMED")) << to_hex(bad);
  }
}

TEST(Sm2PrivateKey, Pkcs8ComesBack) {
  const Sm2PrivateKey key = Sm2PrivateKey::generate();
  const SecretBytes der = key.pkcs8(InsecurePrivateKeyAccess{});
  const Sm2PrivateKey again = Sm2PrivateKey::from_pkcs8(der).value();
  EXPECT_TRUE(signs_for(again, key.public_key()));
  EXPECT_TRUE(equal(again.pkcs8(InsecurePrivateKeyAccess{}).view(), der.view()));
}

TEST(Sm2PrivateKey, Pkcs8OfTheStandardsKey) {
  const SecretBytes full = secret({pkcs8_start, vectors::scalar, "a14403420004", vectors::x, vectors::y});
  const SecretBytes brief = secret({pkcs8_short_start, vectors::scalar});
  for (const SecretBytes* der : {&full, &brief}) {
    const Sm2PrivateKey key = Sm2PrivateKey::from_pkcs8(*der).value();
    EXPECT_TRUE(equal(key.pkcs8(InsecurePrivateKeyAccess{}).view(), full.view()));
  }
}

TEST(Sm2PrivateKey, Pkcs8MayNameTheCurveTwiceAndCarryAttributes) {
  const SecretBytes twice = secret({"304d020100301306072a8648ce3d020106082a811ccf5501822d0433303102010104",
                                    "20", vectors::scalar, "a00a06082a811ccf5501822d"});
  EXPECT_TRUE(Sm2PrivateKey::from_pkcs8(twice));
  const SecretBytes other = secret({"304d020100301306072a8648ce3d020106082a811ccf5501822d0433303102010104",
                                    "20", vectors::scalar, "a00a06082a8648ce3d030107"});
  EXPECT_THAT(Sm2PrivateKey::from_pkcs8(other), fails_with("SM2_KEY_NOT_SM2"));
  const SecretBytes attributes = secret(
      {"3043020100301306072a8648ce3d020106082a811ccf5501822d042730250201010420", vectors::scalar, "a000"});
  EXPECT_TRUE(Sm2PrivateKey::from_pkcs8(attributes));
}

TEST(Sm2PrivateKey, Pkcs8OnAnotherCurveIsNotSm2) {
  const SecretBytes p256 =
      secret({"3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420", vectors::scalar});
  EXPECT_THAT(Sm2PrivateKey::from_pkcs8(p256), fails_with("SM2_KEY_NOT_SM2"));
}

TEST(Sm2PrivateKey, Pkcs8IsStrict) {
  const Bytes good = hex({pkcs8_start, vectors::scalar, "a14403420004", vectors::x, vectors::y});
  for (std::size_t size = 0; size < good.size(); ++size) {
    EXPECT_THAT(Sm2PrivateKey::from_pkcs8(SecretBytes(ByteView(good).first(size))),
                fails_with("SM2_KEY_MALFORMED"))
        << size;
  }
  for (const Bytes& bad :
       {hex({pkcs8_start, vectors::scalar, "a14403420004", vectors::x, vectors::y, "00"}), // something behind
        hex({pkcs8_start, vectors::scalar, "a14403420004", vectors::y, vectors::x}), // not its public key
        hex({"3041020101301306072a8648ce3d020106082a811ccf5501822d042730250201010420",
             vectors::scalar}), // version 1
        hex({"3041020100301306072a8648ce3d020106082a811ccf5501822d042730250201020420",
             vectors::scalar}), // version 2 inside
        hex({"3043020100301306072a8648ce3d020106082a811ccf5501822d042730250201010420", vectors::scalar,
             "0500"}),
        hex({"3040020100301306072a8648ce3d020106082a811ccf5501822d04263024020101041f",
             std::string(62, '1')})}) {
    EXPECT_THAT(Sm2PrivateKey::from_pkcs8(SecretBytes(bad)), fails_with("SM2_KEY_MALFORMED")) << to_hex(bad);
  }
}

TEST(SoftwareSigner, SignsWithItsKey) {
  const SoftwareSigner signer(Sm2PrivateKey::from_scalar(secret({vectors::scalar})).value());
  EXPECT_EQ(signer.public_key().point(), vectors::point());
  const Bytes signature = signer.sign(as_bytes("text")).value();
  EXPECT_EQ(signer.public_key().check(as_bytes("text"), signature).value(), SignatureCheck::valid);
}

} // namespace
} // namespace elicense::crypto
