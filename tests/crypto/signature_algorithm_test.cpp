// SPDX-License-Identifier: Apache-2.0
#include "crypto/der.hpp"
#include "crypto/signature_algorithm.hpp"
#include "tests/support/certificate_recipe.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::crypto {
namespace {

using namespace test;

constexpr std::string_view pss = "1.2.840.113549.1.1.10", mgf1 = "1.2.840.113549.1.1.8",
                           sha256 = "2.16.840.1.101.3.4.2.1", sha384 = "2.16.840.1.101.3.4.2.2",
                           sha512 = "2.16.840.1.101.3.4.2.3", sha1 = "1.3.14.3.2.26";

Bytes in_context(int number, const Bytes& content) {
  return der::wrap(der::context(number), content);
}

Bytes mask(std::string_view digest, std::string_view generator = mgf1) {
  return in_context(1, der::wrap(der::sequence, {der::write_oid(generator), algorithm(digest, true)}));
}

Bytes pss_with(const Bytes& parameters) {
  return der::wrap(der::sequence, {der::write_oid(pss), der::wrap(der::sequence, parameters)});
}

Bytes pss_with(std::string_view digest, std::string_view mask_digest, std::int64_t salt) {
  return pss_with(der::concat(
      {in_context(0, algorithm(digest, true)), mask(mask_digest), in_context(2, der::write_integer(salt))}));
}

TEST(SignatureAlgorithm, IsKnownByItsNumber) {
  const auto read = [](std::string_view oid) { return read_signature_algorithm(algorithm(oid)).value(); };
  EXPECT_EQ(read("1.2.156.10197.1.501").scheme, SignatureScheme::sm2);
  EXPECT_EQ(read("1.2.156.10197.1.301.1").scheme, SignatureScheme::sm2);
  EXPECT_EQ(read("1.2.840.113549.1.1.11").scheme, SignatureScheme::rsa_pkcs1);
  EXPECT_EQ(read("1.2.840.113549.1.1.11").digest, Sha2::sha256);
  EXPECT_EQ(read("1.2.840.113549.1.1.12").digest, Sha2::sha384);
  EXPECT_EQ(read("1.2.840.113549.1.1.13").digest, Sha2::sha512);
  EXPECT_EQ(read("1.2.840.10045.4.3.2").scheme, SignatureScheme::ecdsa);
  EXPECT_EQ(read("1.2.840.10045.4.3.2").digest, Sha2::sha256);
  EXPECT_EQ(read("1.2.840.10045.4.3.3").digest, Sha2::sha384);
  EXPECT_EQ(read("1.2.840.10045.4.3.4").digest, Sha2::sha512);
}

TEST(SignatureAlgorithm, HasNullOrNoParameters) {
  EXPECT_THAT(read_signature_algorithm(algorithm("1.2.156.10197.1.501", true)), succeeds());
  const Bytes with_number =
      der::wrap(der::sequence, {der::write_oid("1.2.156.10197.1.501"), der::write_integer(1)});
  const Bytes full_null =
      der::wrap(der::sequence, {der::write_oid("1.2.156.10197.1.501"), Bytes{der::null, 1, 0}});
  for (const Bytes& broken : {with_number, full_null, Bytes{}, Bytes{0x30, 0}, Bytes{0x04, 0}})
    EXPECT_THAT(read_signature_algorithm(broken), fails_with("SIGNATURE_ALGORITHM")) << to_hex(broken);
}

TEST(SignatureAlgorithm, IsRefusedWhenWeakOrUnknown) {
  for (const char* oid : {"1.2.840.113549.1.1.2", "1.2.840.113549.1.1.4", "1.2.840.113549.1.1.5",
                          "1.2.840.113549.1.1.14", "1.2.840.10045.4.1", "1.2.840.10040.4.3", "1.2.3"})
    EXPECT_THAT(read_signature_algorithm(algorithm(oid)), fails_with("SIGNATURE_ALGORITHM")) << oid;
}

TEST(Pss, HasDigestMaskAndSalt) {
  for (const auto& [oid, digest] :
       {std::pair(sha256, Sha2::sha256), {sha384, Sha2::sha384}, {sha512, Sha2::sha512}}) {
    const SignatureAlgorithm read = read_signature_algorithm(pss_with(oid, oid, 32)).value();
    EXPECT_EQ(read.scheme, SignatureScheme::rsa_pss);
    EXPECT_EQ(read.digest, digest);
    EXPECT_EQ(read.salt_size, 32);
  }
  const Bytes without_salt = der::concat({in_context(0, algorithm(sha256)), mask(sha256)});
  EXPECT_EQ(read_signature_algorithm(pss_with(without_salt)).value().salt_size, 20);
}

TEST(Pss, IsRefusedWithSha1AndWhatIsOdd) {
  const Bytes digest = in_context(0, algorithm(sha256));
  for (const Bytes& broken :
       {pss_with(Bytes()), pss_with(digest), pss_with(mask(sha256)), pss_with(sha1, sha1, 20),
        pss_with(sha256, sha1, 20), pss_with(sha256, sha384, 20), pss_with(sha256, sha256, -1),
        pss_with(sha256, sha256, max_rsa_bits / 8 + 1),
        pss_with(der::concat({digest, mask(sha256, "1.2.3")})),
        pss_with(der::concat({digest, mask(sha256), in_context(3, der::write_integer(1))}))})
    EXPECT_THAT(read_signature_algorithm(broken), fails_with("SIGNATURE_ALGORITHM")) << to_hex(broken);
  for (const int salt : {0, max_rsa_bits / 8})
    EXPECT_THAT(read_signature_algorithm(pss_with(sha256, sha256, salt)), succeeds()) << salt;
}

// A key of the wanted size; nobody knows its factors, so that nothing verifies.
Bytes rsa_spki(int bits) {
  Bytes modulus(static_cast<std::size_t>(bits + 7) / 8, 0xff);
  modulus[0] = static_cast<std::uint8_t>(0xff >> (modulus.size() * 8 - static_cast<std::size_t>(bits)));
  const Bytes key = der::wrap(der::sequence, {der::write_unsigned(modulus), der::write_integer(65537)});
  return der::wrap(der::sequence, {algorithm("1.2.840.113549.1.1.1", true), der::write_bits(key)});
}

Result<SignatureCheck> check_with_key_of(int bits) {
  const SignatureAlgorithm rsa{SignatureScheme::rsa_pkcs1, Sha2::sha256, 0};
  return check_sha2_signature(rsa_spki(bits), rsa, as_bytes("m"),
                              Bytes(static_cast<std::size_t>(bits) / 8, 1));
}

TEST(RsaKeys, HaveASizeWithinLimits) {
  for (const int bits : {min_rsa_bits, min_rsa_bits + 1, max_rsa_bits - 1, max_rsa_bits})
    EXPECT_EQ(check_with_key_of(bits).value(), SignatureCheck::invalid) << bits;
  for (const int bits : {1024, min_rsa_bits - 1, max_rsa_bits + 1})
    EXPECT_THAT(check_with_key_of(bits), fails_with("SIGNATURE_ALGORITHM")) << bits;
}

TEST(Keys, ThatCannotBeReadAreAnErrorAndNoVerdict) {
  const SignatureAlgorithm ecdsa{SignatureScheme::ecdsa, Sha2::sha256, 0};
  const TlsKey key = generate_tls_key();
  EXPECT_EQ(check_sha2_signature(key.spki, ecdsa, as_bytes("m"), as_bytes("s")).value(),
            SignatureCheck::invalid);
  Bytes longer = key.spki;
  longer.push_back(0);
  EXPECT_THAT(check_sha2_signature(longer, ecdsa, as_bytes("m"), as_bytes("s")),
              fails_with("CERTIFICATE_KEY"));
  EXPECT_THAT(check_sha2_signature({}, ecdsa, as_bytes("m"), as_bytes("s")), fails_with("CERTIFICATE_KEY"));
}

} // namespace
} // namespace elicense::crypto
