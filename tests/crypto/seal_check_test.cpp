// SPDX-License-Identifier: Apache-2.0
// Every step of standards 1.5, by version: passing, and failing once for each reason.
#include "crypto/der.hpp"
#include "tests/support/files.hpp"
#include "tests/support/seal_parts.hpp"
#include "tests/support/steps.hpp"
#include "tests/support/timestamp_parts.hpp"

namespace elicense::crypto {
namespace {

using namespace elicense::test;
using std::chrono::days;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

SealCheck check(const SealParts& parts, Time at = sealed_at, const TrustStore& trust = test_pki().trust()) {
  return check_seal(decode_seal(parts.sign()).value(), trust, at, test_pki().now);
}

TrustStore trust_with_maker_revoked(Time at) {
  TrustOptions options;
  options.revoked_by_intermediate = {revoked(test_pki().seal_maker, at)};
  options.this_update = at;
  return test_pki().trust(options);
}

SealParts seal_with_stamp(Time time, bool of_other_data = false) {
  SealParts parts(SealVersion::v5);
  parts.signature = parts.signature_value();
  parts.timestamp = stamp_element(parts.signature, {.at = time, .of_other_data = of_other_data});
  return parts;
}

// A note is about the time between the one asked for and now, to the second.
TEST(SealCheckNotes, TellWhatHappenedSince) {
  const Seal seal = decode_seal(SealParts(SealVersion::v4).sign()).value();
  const auto noted = [&](const TrustStore& trust, const char* code, Time at, Time today) {
    return testing::Value(check_seal(seal, trust, at, today).notes, Contains(code));
  };
  const Time maker_end = test_pki().seal_maker.certificate.not_after(), end = seal.valid_until;
  const Time revocation = sealed_at + days(1);
  const struct {
    const char* code;
    TrustStore trust;
    Time last; // moment before it happened
  } events[] = {{"SEAL_EXPIRED_SINCE", test_pki().trust(), end},
                {"SEAL_MAKER_EXPIRED_SINCE", test_pki().trust(), maker_end},
                {"SEAL_MAKER_REVOKED_SINCE", trust_with_maker_revoked(revocation), revocation - seconds(1)}};
  for (const auto& [code, trust, last] : events) {
    EXPECT_FALSE(noted(trust, code, last, last)) << code;
    EXPECT_TRUE(noted(trust, code, last, last + seconds(1))) << code;
    EXPECT_FALSE(noted(trust, code, last + seconds(1), last + seconds(2))) << code;
  }
}

class SealCheckEach : public testing::TestWithParam<SealVersion> {};
INSTANTIATE_TEST_SUITE_P(Versions, SealCheckEach,
                         testing::Values(SealVersion::v1, SealVersion::v4, SealVersion::v5));

TEST(SealCheckReal, FindsTheSignaturesOfOtherProductsRight) {
  for (const char* name : {"samples/seals/UserV1.esl", "samples/seals/UserV4.esl"}) {
    const std::optional<Bytes> file = read_shared(name);
    if (!file) GTEST_SKIP() << "the samples are not beside this checkout";
    const Seal seal = decode_seal(*file).value();
    const SealCheck result = check_seal(seal, test_pki().trust(), seal.created, test_pki().now);
    EXPECT_THAT(unmet_of(result.cryptography), IsEmpty()) << name;
    EXPECT_THAT(unmet_of(result.trust), ElementsAre("SEAL_MAKER_CERT")) << name;
  }
}

TEST_P(SealCheckEach, PassesInEveryStep) {
  const SealCheck result = check(SealParts(GetParam()));
  EXPECT_THAT(codes_of(result.cryptography), ElementsAre("SEAL_SIGNATURE"));
  if (GetParam() == SealVersion::v5)
    EXPECT_THAT(codes_of(result.trust), ElementsAre("SEAL_MAKE_TIME", "SEAL_MAKER_CERT", "SEAL_EXPIRED"));
  else
    EXPECT_THAT(codes_of(result.trust), ElementsAre("SEAL_MAKER_CERT", "SEAL_EXPIRED"));
  EXPECT_THAT(unmet_of(result.cryptography), IsEmpty());
  EXPECT_THAT(unmet_of(result.trust), IsEmpty());
  EXPECT_THAT(result.deviations, IsEmpty());
  EXPECT_THAT(result.notes, IsEmpty());
}

TEST_P(SealCheckEach, FailsWhenTheSignatureIsOfOtherBytes) {
  SealParts parts(GetParam());
  parts.signature = parts.signature_value();
  parts.name = der::write_text(der::utf8_string, "另一机构");
  const SealCheck result = check(parts);
  EXPECT_EQ(outcome_of(result.cryptography, "SEAL_SIGNATURE"), Outcome::failed);
  EXPECT_THAT(unmet_of(result.trust), IsEmpty());
}

// In V1 certificate and algorithm are signed too, later not (standards 1.3).
TEST_P(SealCheckEach, FailsWhenWhatAnotherVersionSignsWasSigned) {
  SealParts parts(GetParam());
  const Bytes all = der::wrap(der::sequence, {parts.info(), parts.maker_certificate, parts.algorithm});
  const Bytes other = GetParam() == SealVersion::v1 ? parts.info() : all;
  parts.signature = der::write_bits(test_pki().seal_maker.key->sign(other).value());
  EXPECT_EQ(outcome_of(check(parts).cryptography, "SEAL_SIGNATURE"), Outcome::failed);
}

TEST_P(SealCheckEach, FailsOnAnyAlgorithmButSm2WithSm3) {
  for (const char* oid : {"1.2.840.113549.1.1.11", "1.2.156.10197.1.504", "1.2.156.10197.1.301.1"}) {
    SealParts parts(GetParam());
    parts.algorithm = der::write_oid(oid);
    const SealCheck result = check(parts);
    EXPECT_EQ(outcome_of(result.cryptography, "SEAL_SIGNATURE"), Outcome::failed);
    EXPECT_THAT(step_of(result.cryptography, "SEAL_SIGNATURE").detail, testing::HasSubstr(oid));
  }
}

TEST_P(SealCheckEach, FailsOnACertificateThatIsNone) {
  SealParts parts(GetParam());
  parts.maker_certificate = der::write_octets(as_bytes("none"));
  const SealCheck result = check(parts);
  EXPECT_EQ(outcome_of(result.cryptography, "SEAL_SIGNATURE"), Outcome::failed);
  EXPECT_EQ(outcome_of(result.trust, "SEAL_MAKER_CERT"), Outcome::failed);
  EXPECT_EQ(outcome_of(result.trust, "SEAL_EXPIRED"), Outcome::passed) << "a check runs on";
}

TEST_P(SealCheckEach, NamesARawSignatureValue) {
  SealParts parts(GetParam());
  const Bytes value = test_pki().seal_maker.key->sign(parts.signed_bytes()).value();
  parts.signature = der::write_bits(raw_form(value));
  EXPECT_THAT(unmet_of(check(parts).cryptography), IsEmpty());
  EXPECT_THAT(check(parts).deviations, ElementsAre("SEAL_RAW_RS"));
  parts.signature[parts.signature.size() - 1] ^= 1;
  EXPECT_EQ(outcome_of(check(parts).cryptography, "SEAL_SIGNATURE"), Outcome::failed);
}

TEST_P(SealCheckEach, LooksAtTheSealsOwnValidity) {
  const SealParts parts(GetParam());
  EXPECT_EQ(outcome_of(check(parts, seal_made - seconds(1)).trust, "SEAL_EXPIRED"), Outcome::failed);
  EXPECT_EQ(outcome_of(check(parts, seal_made).trust, "SEAL_EXPIRED"), Outcome::passed);
  EXPECT_EQ(outcome_of(check(parts, seal_ends).trust, "SEAL_EXPIRED"), Outcome::passed);
  EXPECT_EQ(outcome_of(check(parts, seal_ends + seconds(1)).trust, "SEAL_EXPIRED"), Outcome::failed);
}

TEST_P(SealCheckEach, NotesThatTheSealHasExpiredSince) {
  const Seal seal = decode_seal(SealParts(GetParam()).sign()).value();
  const SealCheck result = check_seal(seal, test_pki().trust(), sealed_at, seal_ends + seconds(1));
  EXPECT_EQ(outcome_of(result.trust, "SEAL_EXPIRED"), Outcome::passed);
  EXPECT_THAT(result.notes, ElementsAre("SEAL_EXPIRED_SINCE"));
}

TEST_P(SealCheckEach, DoesNotDecideWithoutAnAnchor) {
  const SealCheck result = check(SealParts(GetParam()), sealed_at, TrustStore());
  EXPECT_EQ(outcome_of(result.trust, "SEAL_MAKER_CERT"), Outcome::undetermined);
  EXPECT_EQ(step_of(result.trust, "SEAL_MAKER_CERT").detail,
            "CHAIN_BUILD, CHAIN_SIGNATURE, CHAIN_REVOCATION");
}

TEST_P(SealCheckEach, FailsWhenTheMakerIsNotForSignatures) {
  SealParts parts(GetParam());
  parts.maker_certificate = der::write_octets(test_pki().intermediate.certificate.der());
  const SealCheck result = check(parts);
  EXPECT_EQ(outcome_of(result.trust, "SEAL_MAKER_CERT"), Outcome::failed);
  EXPECT_THAT(step_of(result.trust, "SEAL_MAKER_CERT").detail, testing::HasSubstr("CHAIN_KEY_USAGE"));
}

TEST_P(SealCheckEach, FailsWhenTheMakerWasRevokedBefore) {
  const TrustStore trust = trust_with_maker_revoked(seal_made - days(1));
  EXPECT_EQ(outcome_of(check(SealParts(GetParam()), sealed_at, trust).trust, "SEAL_MAKER_CERT"),
            Outcome::failed);
}

TEST_P(SealCheckEach, NotesThatTheMakerWasRevokedSince) {
  const SealCheck result =
      check(SealParts(GetParam()), sealed_at, trust_with_maker_revoked(sealed_at + days(1)));
  EXPECT_EQ(outcome_of(result.trust, "SEAL_MAKER_CERT"), Outcome::passed);
  EXPECT_THAT(result.notes, ElementsAre("SEAL_MAKER_REVOKED_SINCE"));
  const Seal seal = decode_seal(SealParts(GetParam()).sign()).value();
  const TrustStore trust = trust_with_maker_revoked(sealed_at + days(1));
  EXPECT_THAT(check_seal(seal, trust, sealed_at, sealed_at + days(1) - seconds(1)).notes, IsEmpty())
      << "asked about a time before";
}

// Between making and sealing: V5 judges the maker when the seal was made, the older versions when it is used.
TEST_P(SealCheckEach, JudgesTheMakerAtTheTimeItsVersionSays) {
  const SealCheck result =
      check(SealParts(GetParam()), sealed_at, trust_with_maker_revoked(seal_made + days(1)));
  const bool v5 = GetParam() == SealVersion::v5;
  EXPECT_EQ(outcome_of(result.trust, "SEAL_MAKER_CERT"), v5 ? Outcome::passed : Outcome::failed);
  EXPECT_EQ(result.notes,
            v5 ? std::vector<std::string>{"SEAL_MAKER_REVOKED_SINCE"} : std::vector<std::string>{});
}

TEST_P(SealCheckEach, NotesThatTheMakerHasExpiredSince) {
  SealParts parts(GetParam());
  parts.valid_until = GetParam() == SealVersion::v1
                          ? der::write_utc_time(test_pki().finish + days(400))
                          : der::write_generalized_time(test_pki().finish + days(400));
  const Seal seal = decode_seal(parts.sign()).value();
  const Time later = test_pki().finish + seconds(1);
  const SealCheck inside = check_seal(seal, test_pki().trust(), sealed_at, later);
  EXPECT_EQ(outcome_of(inside.trust, "SEAL_MAKER_CERT"), Outcome::passed);
  EXPECT_THAT(inside.notes, ElementsAre("SEAL_MAKER_EXPIRED_SINCE"));
  const SealCheck alone = check_seal(seal, test_pki().trust(), later, later);
  EXPECT_EQ(outcome_of(alone.trust, "SEAL_MAKER_CERT"),
            GetParam() == SealVersion::v5 ? Outcome::passed : Outcome::failed);
}

TEST(SealCheckV5, WantsTheSealMadeInsideItsValidity) {
  SealParts parts(SealVersion::v5);
  parts.valid_from = der::write_generalized_time(seal_made + seconds(1));
  EXPECT_EQ(outcome_of(check(parts).trust, "SEAL_MAKE_TIME"), Outcome::failed);
  SealParts late(SealVersion::v5);
  late.created = der::write_generalized_time(seal_ends + seconds(1));
  EXPECT_EQ(outcome_of(check(late).trust, "SEAL_MAKE_TIME"), Outcome::failed);
}

TEST(SealCheckV5, TakesAGoodTimestamp) {
  const SealCheck result = check(seal_with_stamp(seal_made + minutes(1)));
  EXPECT_EQ(outcome_of(result.trust, "SEAL_TIMESTAMP"), Outcome::passed);
  EXPECT_THAT(unmet_of(result.trust), IsEmpty());
}

TEST(SealCheckV5, NamesTheDeviationsOfItsTimestamp) {
  SealParts parts(SealVersion::v5);
  parts.signature = parts.signature_value();
  parts.timestamp = der::wrap(der::context(0), der::write_bits(version_2_stamp(parts.signature)));
  EXPECT_THAT(unmet_of(check(parts).trust), IsEmpty());
  EXPECT_THAT(check(parts).deviations, ElementsAre("TIMESTAMP_VERSION_2"));
}

TEST(SealCheckV5, RefusesATimestampOfOtherData) {
  const SealCheck result = check(seal_with_stamp(seal_made + minutes(1), true));
  EXPECT_EQ(outcome_of(result.trust, "SEAL_TIMESTAMP"), Outcome::failed);
  EXPECT_EQ(step_of(result.trust, "SEAL_TIMESTAMP").detail, "TIMESTAMP_IMPRINT");
}

TEST(SealCheckV5, RefusesATimestampFromBeforeTheMaking) {
  const Time edge = seal_made - max_clock_skew;
  EXPECT_EQ(outcome_of(check(seal_with_stamp(edge)).trust, "SEAL_TIMESTAMP"), Outcome::passed);
  EXPECT_EQ(outcome_of(check(seal_with_stamp(edge - seconds(1))).trust, "SEAL_TIMESTAMP"), Outcome::failed);
}

TEST(SealCheckV5, RefusesATimestampThatIsNone) {
  SealParts parts(SealVersion::v5);
  parts.timestamp = der::wrap(der::context(0), der::write_bits(as_bytes("dummy")));
  EXPECT_EQ(outcome_of(check(parts).trust, "SEAL_TIMESTAMP"), Outcome::failed);
}

TEST(SealCheckFlips, NoChangedBitPasses) {
  const TrustStore trust = test_pki().trust();
  const Bytes good = SealParts(SealVersion::v4).sign();
  for (std::size_t i = 0; i < good.size(); ++i) {
    Bytes changed = good;
    changed[i] = static_cast<std::uint8_t>(changed[i] ^ 1 << i % 8);
    const Result<Seal> seal = decode_seal(changed);
    if (!seal) continue;
    const SealCheck result = check_seal(*seal, trust, sealed_at, test_pki().now);
    EXPECT_NE(worst(worst(result.cryptography), worst(result.trust)), Outcome::passed) << "at byte " << i;
  }
}

} // namespace
} // namespace elicense::crypto
