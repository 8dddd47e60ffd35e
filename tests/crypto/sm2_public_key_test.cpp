// SPDX-License-Identifier: Apache-2.0
// SM2 public keys: which bytes are one, and whose signatures they accept under which id.
#include "crypto/sm2.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/sm2_vectors.hpp"
#include <gtest/gtest.h>

namespace elicense::crypto {
namespace {

using test::fails_with;
namespace vectors = test::sm2;
using test::hex;

Sm2PublicKey example_key(std::string_view id = default_signer_id) {
  return Sm2PublicKey::from_point(vectors::point(), id).value();
}

SignatureCheck checked(const Sm2PublicKey& key, std::string_view message, ByteView signature) {
  return key.check(as_bytes(message), signature).value();
}

TEST(Sm2PublicKey, StandardsExample) { // GB/T 32918.5 Annex A.2
  const Bytes signature = hex({vectors::r, vectors::s});
  EXPECT_EQ(example_key().check_raw(as_bytes(vectors::message), signature).value(), SignatureCheck::valid);
  EXPECT_EQ(example_key().check_raw(as_bytes("message digest "), signature).value(), SignatureCheck::invalid);
  const Bytes der = hex({"3046022100", vectors::r, "022100", vectors::s});
  EXPECT_EQ(checked(example_key(), vectors::message, der), SignatureCheck::valid);
}

TEST(Sm2PublicKey, SignaturesByOpenSslCountUnderTheirIdOnly) {
  const std::pair<std::string_view, std::string_view> made[] = {
      {default_signer_id, vectors::by_openssl},
      {vectors::other_id, vectors::by_openssl_with_other_id},
      {"", vectors::by_openssl_without_id},
  };
  for (const auto& [signing_id, signature] : made) {
    for (const auto& [checking_id, unused] : made) {
      EXPECT_EQ(checked(example_key(checking_id), vectors::message, hex({signature})) ==
                    SignatureCheck::valid,
                signing_id == checking_id)
          << '"' << signing_id << "\" checked as \"" << checking_id << '"';
    }
  }
}

// Made by OpenSSL with a key on the SM2 curve that is typed "EC": ECDSA, which takes no id and so would pass
// under any.
TEST(Sm2PublicKey, EcdsaOnTheSm2CurveIsInvalid) {
  const Bytes point = hex({"04f7a9ab20fa4c69ff00cd5bf8c605fbe91ff2918379fc3563afde97dbc8e9c28d",
                           "d43e072e76671ed12e9b61074cbca7d8eeee8f718703fb382fc3d5d2c1202d62"});
  const Bytes signature = hex({"3046022100a66bf2ddef6aaf0466dca6a20c5b7e5a1f8f55d2d39b8b6b5378759e1714e224",
                               "02210092c7c583bea0c9d4d4dd3405ae160ec37688cc26a650026e9fd59522150ab113"});
  for (const std::string_view id : {default_signer_id, std::string_view(), vectors::other_id}) {
    const Sm2PublicKey key = Sm2PublicKey::from_point(point, id).value();
    EXPECT_EQ(checked(key, vectors::message, signature), SignatureCheck::invalid) << id;
  }
}

TEST(Sm2PublicKey, GoesThroughItsEncodings) {
  const Bytes spki = hex({vectors::spki_start, "04", vectors::x, vectors::y});
  const Sm2PublicKey key = Sm2PublicKey::from_spki(spki, "an id").value();
  EXPECT_EQ(key.point(), vectors::point());
  EXPECT_EQ(key.spki(), spki);
  EXPECT_EQ(key.id(), "an id");
  EXPECT_EQ(example_key().id(), "1234567812345678");
}

TEST(Sm2PublicKey, PointsThatAreNotUncompressedAreMalformed) {
  const Bytes good = vectors::point();
  std::vector<Bytes> bad = {
      {}, {0x00}, {0x04}, hex({"02", vectors::x}), hex({"03", vectors::x}), hex({vectors::x, vectors::y})};
  for (const std::uint8_t form : Bytes{0x00, 0x02, 0x03, 0x05, 0x06, 0x07}) { // 06 and 07: the hybrid form
    bad.push_back(good);
    bad.back()[0] = form;
  }
  bad.push_back(good);
  bad.back().push_back(0);
  bad.push_back(good);
  bad.back().pop_back();
  for (const Bytes& point : bad) {
    EXPECT_THAT(Sm2PublicKey::from_point(point), fails_with("SM2_KEY_MALFORMED")) << to_hex(point);
  }
}

TEST(Sm2PublicKey, PointsOffTheCurveAreRefused) {
  const std::string zero(64, '0');
  const std::string_view p = "fffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffff";
  const std::string_view p256_x = "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296";
  const std::string_view p256_y = "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";
  for (const Bytes& point :
       {hex({"04", zero, zero}), hex({"04", vectors::y, vectors::x}), hex({"04", p256_x, p256_y}),
        hex({"04", p, vectors::y}), hex({"04", std::string(64, 'f'), std::string(64, 'f')})}) {
    EXPECT_THAT(Sm2PublicKey::from_point(point), fails_with("SM2_KEY_OFF_CURVE")) << to_hex(point);
  }
  Bytes flipped = vectors::point();
  flipped[64] ^= 1;
  EXPECT_THAT(Sm2PublicKey::from_point(flipped), fails_with("SM2_KEY_OFF_CURVE"));
}

TEST(Sm2PublicKey, KeysOfOtherKindsAreNotSm2) {
  const Bytes p256 = hex({"3059301306072a8648ce3d020106082a8648ce3d03010703420004",
                          "c6fe19b916667333a0ffdbaaa12cacc0be79d38893a85fab83c493e38eae6387",
                          "380320b3840ddead844ea861388d2104bd7b3d5f77a4d418961b8c65c4db2220"});
  const Bytes explicit_parameters =
      hex({"308201333081ec06072a8648ce3d02013081e0020101302c06072a8648ce3d0101022100",
           "fffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffff30440420",
           "fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc0420",
           "28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93044104",
           "32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7",
           "bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0022100",
           "fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123020101034200", "04", vectors::x,
           vectors::y});
  const Bytes ed25519 =
      hex({"302a300506032b657003210041abbfd4fcb8b140512c42d4ceff398511d674e970978074ddddabbf7a702bd7"});
  for (const Bytes& spki : {p256, explicit_parameters, ed25519}) {
    EXPECT_THAT(Sm2PublicKey::from_spki(spki), fails_with("SM2_KEY_NOT_SM2")) << to_hex(spki);
  }
}

TEST(Sm2PublicKey, SpkiIsStrict) {
  const Bytes good = hex({vectors::spki_start, "04", vectors::x, vectors::y});
  for (std::size_t size = 0; size < good.size(); ++size) {
    EXPECT_THAT(Sm2PublicKey::from_spki(ByteView(good).first(size)), fails_with("SM2_KEY_MALFORMED")) << size;
  }
  Bytes trailing = good;
  trailing.push_back(0);
  const Bytes compressed = hex({"3039301306072a8648ce3d020106082a811ccf5501822d032200", "03", vectors::x});
  const Bytes unused_bits =
      hex({"3059301306072a8648ce3d020106082a811ccf5501822d034201", "04", vectors::x, vectors::y});
  const Bytes third_field =
      hex({"305b301306072a8648ce3d020106082a811ccf5501822d034200", "04", vectors::x, vectors::y, "0500"});
  const Bytes long_length =
      hex({"308159301306072a8648ce3d020106082a811ccf5501822d034200", "04", vectors::x, vectors::y});
  for (const Bytes& spki : {trailing, compressed, unused_bits, third_field, long_length}) {
    EXPECT_THAT(Sm2PublicKey::from_spki(spki), fails_with("SM2_KEY_MALFORMED")) << to_hex(spki);
  }
  const Bytes off_curve = hex({vectors::spki_start, "04", vectors::y, vectors::x});
  EXPECT_THAT(Sm2PublicKey::from_spki(off_curve), fails_with("SM2_KEY_OFF_CURVE"));
}

TEST(Sm2PublicKey, AnIdCountsForItselfOnly) {
  const std::string longest(max_signer_id_size, 'i'), one_less(max_signer_id_size - 1, 'i');
  const std::string_view ids[] = {default_signer_id, "",       " ",    "1234567812345679",
                                  vectors::other_id, one_less, longest};
  const SecretBytes pkcs8 = Sm2PrivateKey::generate().pkcs8(InsecurePrivateKeyAccess{});
  for (const std::string_view signing : ids) {
    const Sm2PrivateKey key = Sm2PrivateKey::from_pkcs8(pkcs8, signing).value();
    const Bytes signature = key.sign(as_bytes("text")).value();
    for (const std::string_view checking : ids) {
      const Sm2PublicKey check = Sm2PublicKey::from_point(key.public_key().point(), checking).value();
      EXPECT_EQ(checked(check, "text", signature) == SignatureCheck::valid, signing == checking)
          << signing.substr(0, 20) << " as " << checking.substr(0, 20);
    }
  }
}

TEST(Sm2PublicKey, IdsEndBeforeEightKibibytes) {
  for (const std::size_t size :
       {max_signer_id_size + 1, std::size_t{8191}, std::size_t{8192}, std::size_t{65536}}) {
    const std::string too_long(size, 'i');
    EXPECT_THAT(Sm2PublicKey::from_spki(example_key().spki(), too_long), fails_with("SM2_ID_TOO_LONG"));
    EXPECT_THAT(Sm2PublicKey::from_point(vectors::point(), too_long), fails_with("SM2_ID_TOO_LONG"));
  }
}

} // namespace
} // namespace elicense::crypto
