// SPDX-License-Identifier: Apache-2.0
// When a seal signature was made, and what was valid then (standards 1.6 c, d, and its time stamp).
#include "tests/crypto/seal_signature_check.hpp"
#include "tests/support/certificate_recipe.hpp"
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

SignatureParts signature_with_stamp(Time time, const Identity& authority = test_pki().tsa,
                                    bool of_other_data = false) {
  SignatureParts parts(SealVersion::v4);
  parts.signature = parts.signature_value();
  parts.timestamp = stamp_element(parts.signature, {time, authority, of_other_data});
  return parts;
}

class SignatureCheckTime : public testing::TestWithParam<SealVersion> {};
INSTANTIATE_TEST_SUITE_P(Versions, SignatureCheckTime,
                         testing::Values(SealVersion::v1, SealVersion::v4, SealVersion::v5));

TEST_P(SignatureCheckTime, DoesNotDecideWithoutRevocationLists) {
  TrustOptions options;
  options.with_crls = false;
  const SealSignatureCheck result = check(SignatureParts(GetParam()), test_pki().trust(options));
  EXPECT_EQ(outcome_of(result.trust, "SIG_REVOKED_BEFORE"), Outcome::undetermined);
  EXPECT_EQ(outcome_of(result.trust, "SIG_CERT"), Outcome::passed);
}

TEST_P(SignatureCheckTime, WantsTheSigningTimeInsideTheCertificatesValidity) {
  const Time from = seal_made + days(1), until = seal_made + days(10);
  CertificateRequest request = test_pki().request(CertificateProfile::signer, "Short");
  request.not_before = from;
  request.not_after = until;
  SignatureParts parts = signed_by(GetParam(), test_pki().issue(request));
  for (const auto& [time, outcome] : {std::pair{from - seconds(1), Outcome::failed},
                                      {from, Outcome::passed},
                                      {until, Outcome::passed},
                                      {until + seconds(1), Outcome::failed}}) {
    parts.time = write_time(GetParam(), time);
    const SealSignatureCheck result = check(parts);
    EXPECT_EQ(outcome_of(result.trust, "SIG_TIME"), outcome);
    EXPECT_EQ(outcome_of(result.trust, "SIG_CERT"), Outcome::passed) << "decided by SIG_TIME alone";
  }
}

TEST_P(SignatureCheckTime, RefusesATimeInTheFuture) {
  SignatureParts parts(GetParam());
  parts.time = write_time(GetParam(), now() + max_clock_skew);
  EXPECT_EQ(outcome_of(check(parts).trust, "SIG_TIME"), Outcome::passed);
  parts.time = write_time(GetParam(), now() + max_clock_skew + seconds(1));
  EXPECT_EQ(outcome_of(check(parts).trust, "SIG_TIME"), Outcome::failed);
}

TEST_P(SignatureCheckTime, NotesThatTheCertificateHasExpiredSince) {
  const SealSignatureCheck result =
      check(SignatureParts(GetParam()), test_pki().trust(), test_pki().finish + seconds(1));
  EXPECT_EQ(outcome_of(result.trust, "SIG_TIME"), Outcome::passed);
  EXPECT_THAT(result.notes,
              ElementsAre("SIG_CERT_EXPIRED_SINCE", "SEAL_MAKER_EXPIRED_SINCE", "SEAL_EXPIRED_SINCE"));
}

TEST_P(SignatureCheckTime, NotesAnExpiryBetweenSigningAndNowOnly) {
  const Time until = seal_made + days(10);
  CertificateRequest request = test_pki().request(CertificateProfile::signer, "Short");
  request.not_after = until;
  SignatureParts parts = signed_by(GetParam(), test_pki().issue(request));
  const auto is_noted = [&](Time signing, Time today) {
    parts.time = write_time(GetParam(), signing);
    return testing::Value(check(parts, test_pki().trust(), today).notes, Contains("SIG_CERT_EXPIRED_SINCE"));
  };
  EXPECT_TRUE(is_noted(until, until + seconds(1)));
  EXPECT_FALSE(is_noted(until, until));
  EXPECT_FALSE(is_noted(until + seconds(1), until + seconds(2)));
}

// Validity and revocation of the signer have steps of their own; all else about the chain stays with
// SIG_CERT.
TEST_P(SignatureCheckTime, FailsInTheCertificateWhenItsAuthorityWasNotValidThen) {
  const auto outcome_under = [&](CertificateRecipe authority, const CertificateRecipe& signer) {
    const Identity issuer = make(authority, test_pki().root), identity = make(signer, issuer);
    const TrustStore trust({test_pki().root.certificate}, {issuer.certificate},
                           {make_crl({}, test_pki().root), make_crl({}, issuer)}, now());
    return outcome_of(check(signed_by(GetParam(), identity), trust).trust, "SIG_CERT");
  };
  CertificateRecipe authority = authority_recipe("Authority");
  EXPECT_EQ(outcome_under(authority, {.not_before = sealed_at}), Outcome::passed);
  authority.not_before = sealed_at + seconds(1);
  EXPECT_EQ(outcome_under(authority, {.not_before = sealed_at}), Outcome::failed);
  authority = authority_recipe("Authority");
  authority.not_after = sealed_at - seconds(1);
  EXPECT_EQ(outcome_under(authority, {.not_after = sealed_at}), Outcome::failed);
}

TEST_P(SignatureCheckTime, FailsInTheCertificateForAWrongUsageWhateverTheTime) {
  SignatureParts parts = signed_by(GetParam(), test_pki().intermediate);
  TrustOptions options;
  options.revoked_by_root = {revoked(test_pki().intermediate, seal_made)};
  EXPECT_EQ(step_of(check(parts, test_pki().trust(options)).trust, "SIG_CERT").detail, "CHAIN_KEY_USAGE");
  parts.time = write_time(GetParam(), test_pki().start - seconds(1));
  EXPECT_EQ(step_of(check(parts).trust, "SIG_CERT").detail, "CHAIN_KEY_USAGE");
}

TEST_P(SignatureCheckTime, FailsWhenRevokedBefore) {
  for (const Time revoked_at : {sealed_at - days(1), sealed_at}) {
    const SealSignatureCheck result =
        check(SignatureParts(GetParam()), trust_with_revoked(test_pki().signer, revoked_at));
    EXPECT_EQ(outcome_of(result.trust, "SIG_REVOKED_BEFORE"), Outcome::failed);
    EXPECT_EQ(outcome_of(result.trust, "SIG_CERT"), Outcome::passed) << "decided by SIG_REVOKED_BEFORE alone";
  }
}

TEST_P(SignatureCheckTime, NotesThatItWasRevokedAfter) {
  const SealSignatureCheck result =
      check(SignatureParts(GetParam()), trust_with_revoked(test_pki().signer, sealed_at + seconds(1)));
  EXPECT_EQ(outcome_of(result.trust, "SIG_REVOKED_BEFORE"), Outcome::passed);
  EXPECT_THAT(result.notes, ElementsAre("SIG_REVOKED_AFTER"));
  const TrustStore trust = trust_with_revoked(test_pki().signer, sealed_at + days(1));
  EXPECT_THAT(check(SignatureParts(GetParam()), trust, sealed_at + days(1) - seconds(1)).notes, IsEmpty())
      << "asked about a time before";
  EXPECT_THAT(check(SignatureParts(GetParam()), trust, sealed_at + days(1)).notes,
              ElementsAre("SIG_REVOKED_AFTER"));
}

TEST_P(SignatureCheckTime, FailsInTheCertificateWhenItsAuthorityWasRevoked) {
  TrustOptions options;
  options.revoked_by_root = {revoked(test_pki().intermediate, sealed_at - days(1))};
  const SealSignatureCheck result = check(SignatureParts(GetParam()), test_pki().trust(options));
  EXPECT_EQ(outcome_of(result.trust, "SIG_CERT"), Outcome::failed);
  options.revoked_by_intermediate = {revoked(test_pki().signer, sealed_at + days(1))};
  EXPECT_EQ(outcome_of(check(SignatureParts(GetParam()), test_pki().trust(options)).trust, "SIG_CERT"),
            Outcome::failed)
      << "whatever became of the signer later";
}

TEST(SignatureCheckV1, DoesNotDecideWhenTheTimeCannotBeRead) {
  SignatureParts parts(SealVersion::v1);
  parts.time = der::write_bits(as_bytes("yesterday"));
  const SealSignatureCheck result = check(parts);
  EXPECT_EQ(outcome_of(result.trust, "SIG_TIME"), Outcome::undetermined);
  EXPECT_EQ(result.signed_at, now());
  EXPECT_THAT(result.deviations, ElementsAre("SIG_V1_TIME_UNREADABLE"));
}

TEST(SignatureCheckTimestamp, GivesTheSigningTime) {
  const SealSignatureCheck result = check(signature_with_stamp(sealed_at + minutes(10)));
  EXPECT_EQ(outcome_of(result.trust, "SIG_TIMESTAMP"), Outcome::passed);
  EXPECT_TRUE(result.time_is_stamped);
  EXPECT_EQ(result.signed_at, sealed_at + minutes(10));
  EXPECT_THAT(unmet_of(result.trust), IsEmpty());
}

TEST(SignatureCheckTimestamp, GivesTheSigningTimeWhereNoneIsClaimed) {
  SealSignature signature = decode_seal_signature(signature_with_stamp(sealed_at).sign()).value();
  signature.claimed_time.reset();
  const SealSignatureCheck result =
      check_seal_signature(signature, as_bytes(sealed_document), sealed_path, test_pki().trust(), now());
  EXPECT_EQ(outcome_of(result.trust, "SIG_TIME"), Outcome::passed);
  EXPECT_EQ(result.signed_at, sealed_at);
}

TEST(SignatureCheckTimestamp, NamesItsDeviations) {
  SignatureParts parts(SealVersion::v4);
  parts.signature = parts.signature_value();
  parts.timestamp = der::wrap(der::context(0), der::write_bits(version_2_stamp(parts.signature)));
  EXPECT_EQ(outcome_of(check(parts).trust, "SIG_TIMESTAMP"), Outcome::passed);
  EXPECT_THAT(check(parts).deviations, ElementsAre("TIMESTAMP_VERSION_2"));
}

TEST(SignatureCheckTimestamp, DecidesBetweenBeforeAndAfterARevocation) {
  const TrustStore trust = trust_with_revoked(test_pki().signer, sealed_at + minutes(5));
  EXPECT_EQ(
      outcome_of(check(signature_with_stamp(sealed_at + minutes(4)), trust).trust, "SIG_REVOKED_BEFORE"),
      Outcome::passed);
  EXPECT_EQ(
      outcome_of(check(signature_with_stamp(sealed_at + minutes(6)), trust).trust, "SIG_REVOKED_BEFORE"),
      Outcome::failed);
}

TEST(SignatureCheckTimestamp, FailsWhenItIsOfOtherData) {
  const SealSignatureCheck result = check(signature_with_stamp(sealed_at, test_pki().tsa, true));
  EXPECT_EQ(outcome_of(result.trust, "SIG_TIMESTAMP"), Outcome::failed);
  EXPECT_FALSE(result.time_is_stamped);
  EXPECT_EQ(result.signed_at, sealed_at);
}

TEST(SignatureCheckTimestamp, FailsWhenItsAuthorityIsNotForTimestamps) {
  const SealSignatureCheck result = check(signature_with_stamp(sealed_at, test_pki().signer));
  EXPECT_EQ(outcome_of(result.trust, "SIG_TIMESTAMP"), Outcome::failed);
  EXPECT_EQ(step_of(result.trust, "SIG_TIMESTAMP").detail, "TIMESTAMP_CERTIFICATE");
}

TEST(SignatureCheckTimestamp, FailsWhenItIsOlderThanTheClaim) {
  const Time edge = sealed_at - max_clock_skew;
  EXPECT_EQ(outcome_of(check(signature_with_stamp(edge)).trust, "SIG_TIMESTAMP"), Outcome::passed);
  EXPECT_EQ(outcome_of(check(signature_with_stamp(edge - seconds(1))).trust, "SIG_TIMESTAMP"),
            Outcome::failed);
}

TEST(SignatureCheckTimestamp, FailsWhenItIsNone) {
  SignatureParts parts(SealVersion::v4);
  parts.timestamp = der::wrap(der::context(0), der::write_bits(as_bytes("dummy")));
  EXPECT_EQ(outcome_of(check(parts).trust, "SIG_TIMESTAMP"), Outcome::failed);
}

TEST(SignatureCheckTimestamp, IsAClaimOnlyWithoutAnAnchor) {
  const SealSignatureCheck result = check(signature_with_stamp(sealed_at + minutes(1)), TrustStore());
  EXPECT_EQ(outcome_of(result.trust, "SIG_TIMESTAMP"), Outcome::undetermined);
  EXPECT_FALSE(result.time_is_stamped);
}

} // namespace
} // namespace elicense::crypto
