// SPDX-License-Identifier: Apache-2.0
// Every step of checking a time stamp: passing, and failing once for each reason.
#include "crypto/der.hpp"
#include "crypto/oid.hpp"
#include "crypto/timestamp.hpp"
#include "tests/support/steps.hpp"
#include "tests/support/timestamp_parts.hpp"

namespace elicense::crypto {
namespace {

using namespace elicense::test;
using testing::ElementsAre;
using testing::IsEmpty;

TimestampCheck check_token(ByteView token, const TrustStore& trust = test_pki().trust()) {
  return check_timestamp(decode_timestamp(token).value(), as_bytes(stamped_bytes), trust);
}

TEST(TimestampCheck, PassesInEveryStep) {
  const auto result = check_token(TimestampParts().sign());
  EXPECT_THAT(codes_of(result.steps),
              ElementsAre("TIMESTAMP_SIGNATURE", "TIMESTAMP_IMPRINT", "TIMESTAMP_CERTIFICATE"));
  EXPECT_THAT(unmet_of(result.steps), IsEmpty());
  EXPECT_EQ(result.chain.path.size(), 3u);
}

TEST(TimestampCheck, FailsOnOtherData) {
  const TimestampToken token = decode_timestamp(TimestampParts().sign()).value();
  const auto result = check_timestamp(token, as_bytes("other data"), test_pki().trust());
  EXPECT_THAT(told_of(result.steps), ElementsAre("TIMESTAMP_IMPRINT failed (of other data)"));
}

TEST(TimestampCheck, FailsOnAnotherDigest) {
  TimestampParts parts;
  parts.imprint = der::wrap(der::sequence, {write_algorithm("2.16.840.1.101.3.4.2.1"),
                                            der::write_octets(sm3(as_bytes(stamped_bytes)))});
  EXPECT_THAT(told_of(check_token(parts.sign()).steps),
              ElementsAre("TIMESTAMP_IMPRINT failed (algorithm 2.16.840.1.101.3.4.2.1)"));
}

TEST(TimestampCheck, FailsOnAnotherTimeThanTheSignedOne) {
  Bytes token = TimestampParts().sign();
  const Bytes time = der::write_generalized_time(stamped_at);
  const auto place = std::search(token.begin(), token.end(), time.begin(), time.end());
  ASSERT_NE(place, token.end());
  *(place + 5) = '5'; // the year's last digit
  EXPECT_EQ(outcome_of(check_token(token).steps, "TIMESTAMP_SIGNATURE"), Outcome::failed);
}

TEST(TimestampCheck, FailsWhenTheAuthorityIsNotForTimestamps) {
  TimestampParts parts;
  parts.authority = parts.named_authority = test_pki().signer;
  const auto result = check_token(parts.sign());
  EXPECT_THAT(told_of(result.steps),
              ElementsAre("TIMESTAMP_CERTIFICATE failed (CHAIN_KEY_USAGE: the certificate: "
                          "extended key usage is not critical timeStamping alone)"));
}

TEST(TimestampCheck, FailsWhenTheTokenNamesAnotherCertificate) {
  TimestampParts parts;
  parts.named_authority = test_pki().signer;
  EXPECT_THAT(told_of(check_token(parts.sign()).steps),
              ElementsAre("TIMESTAMP_CERTIFICATE failed (the token names another certificate)"));
  parts.certificate_id = der::write_octets(Bytes(32)); // no SEQUENCE
  EXPECT_THAT(unmet_of(check_token(parts.sign()).steps), ElementsAre("TIMESTAMP_CERTIFICATE"));
  parts.certificate_id = der::wrap(der::sequence, der::write_octets(Bytes(32)));
  EXPECT_THAT(unmet_of(check_token(parts.sign()).steps), IsEmpty()) << "SHA-256 by default";
  parts.enclose_signing_certificate = false;
  EXPECT_THAT(unmet_of(check_token(parts.sign()).steps), IsEmpty()) << "the attribute may be absent";
}

TEST(TimestampCheck, FailsWithoutSignedAttributes) {
  const TimestampParts parts;
  const Bytes token =
      assemble_signed_data(parts.shape, parts.info(), parts.authority.certificate, *parts.authority.key)
          .value();
  EXPECT_THAT(told_of(check_token(token).steps),
              ElementsAre("TIMESTAMP_SIGNATURE failed (no signed attributes)"));
}

TEST(TimestampCheck, JudgesTheCertificateAtTheTimeOfTheToken) {
  TimestampParts parts;
  parts.time = der::write_generalized_time(test_pki().finish + std::chrono::seconds(1));
  EXPECT_EQ(outcome_of(check_token(parts.sign()).steps, "TIMESTAMP_CERTIFICATE"), Outcome::failed);
  TrustOptions options;
  options.revoked_by_intermediate = {revoked(test_pki().tsa, stamped_at)};
  options.this_update = test_pki().now;
  EXPECT_EQ(outcome_of(check_token(TimestampParts().sign(), test_pki().trust(options)).steps,
                       "TIMESTAMP_CERTIFICATE"),
            Outcome::failed);
}

TEST(TimestampCheck, DoesNotDecideWithoutAnAnchor) {
  EXPECT_EQ(outcome_of(check_token(TimestampParts().sign(), TrustStore()).steps, "TIMESTAMP_CERTIFICATE"),
            Outcome::undetermined);
}

TEST(TimestampCheck, DoesNotDecideWithoutTheCertificate) {
  Bytes token = TimestampParts().sign();
  const ByteView enclosed = test_pki().tsa.certificate.der();
  const auto place = std::search(token.begin(), token.end(), enclosed.begin(), enclosed.end());
  ASSERT_NE(place, token.end());
  const ByteView serial = test_pki().tsa.certificate.serial();
  *std::search(place, token.end(), serial.begin(), serial.end()) ^= 0x01; // now it is another one
  const auto result = check_token(token);
  EXPECT_EQ(outcome_of(result.steps, "TIMESTAMP_SIGNATURE"), Outcome::undetermined);
  EXPECT_EQ(outcome_of(result.steps, "TIMESTAMP_CERTIFICATE"), Outcome::undetermined);
}

// Only the version of SignedData is protected by nothing, and may be 1 or 3.
TEST(TimestampCheck, NoChangedBitPasses) {
  const TrustStore trust = test_pki().trust();
  const Bytes good = TimestampParts().sign();
  const Bytes version = der::concat({der::write_integer(3), der::wrap(der::set, write_algorithm(oid::sm3))});
  const auto unprotected =
      std::search(good.begin(), good.end(), version.begin(), version.end()) - good.begin() + 2;
  for (std::size_t i = 0; i < good.size(); ++i) {
    if (i == static_cast<std::size_t>(unprotected)) continue;
    for (const int bit : {static_cast<int>(i % 8), static_cast<int>((i + 4) % 8)}) {
      Bytes changed = good;
      changed[i] = static_cast<std::uint8_t>(changed[i] ^ 1 << bit);
      const Result<TimestampToken> token = decode_timestamp(changed);
      if (!token) continue;
      const auto result = check_timestamp(*token, as_bytes(stamped_bytes), trust);
      EXPECT_NE(worst(result.steps), Outcome::passed) << "at byte " << i << " bit " << bit;
    }
  }
}

TEST(TimestampCheck, FailsOnATokenThatWasSwappedAfterReading) {
  TimestampToken token = decode_timestamp(TimestampParts().sign()).value();
  token.der = to_bytes("none");
  const auto result = check_timestamp(token, as_bytes(stamped_bytes), test_pki().trust());
  EXPECT_EQ(outcome_of(result.steps, "TIMESTAMP_SIGNATURE"), Outcome::failed);
}

} // namespace
} // namespace elicense::crypto
