// SPDX-License-Identifier: Apache-2.0
// Cryptography and trust of signature values inside documents: each way to be wrong gives its own cause.
#include "crypto/der.hpp"
#include "crypto/oid.hpp"
#include "tests/support/ofd_mutation.hpp"
#include "tests/support/report_facts.hpp"
#include "tests/support/seal_parts.hpp"
#include "tests/support/signed_data_parts.hpp"
#include "tests/support/timestamp_parts.hpp"
#include <gmock/gmock.h>

namespace elicense::verify {
namespace {

using crypto::SealVersion;
using test::engine;
using test::expect_verdict;
using test::OfdEntries;
using test::sealed_file;
using test::test_pki;
using test::told;
using test::utc;

namespace der = crypto::der;

const std::string folder = "Doc_0/Signs/Sign_0", value = folder + "/SignedValue.dat";

// The sealed file with a signature value made element by element; Seal.esl follows the seal in it.
Bytes with_value(SealVersion version, const std::function<void(test::SignatureParts&)>& change = {}) {
  OfdEntries entries(sealed_file());
  test::SignatureParts parts(version);
  if (change) change(parts);
  entries.set(folder + "/Seal.esl", as_text(parts.seal)).refresh_references();
  parts.data_hash = der::write_bits(crypto::sm3(entries.content(folder + "/Signature.xml")));
  return entries.set(value, as_text(parts.sign())).pack();
}

Bytes with_seal(const std::function<void(test::SealParts&)>& change) {
  return with_value(SealVersion::v4, [&](test::SignatureParts& parts) {
    test::SealParts seal(SealVersion::v4);
    change(seal);
    parts.seal = seal.sign();
  });
}

TEST(SignatureValue, AllThreeVersionsOfSealsAreTrusted) {
  for (const auto& [version, format] :
       {std::pair(SealVersion::v1, "SES-V1"), std::pair(SealVersion::v4, "SES-V4"),
        std::pair(SealVersion::v5, "SES-V5")}) {
    const Report report = engine().verify(with_value(version));
    EXPECT_EQ(report.verdict, Verdict::trusted) << told(report);
    EXPECT_EQ(report.signatures.at(0).format, format);
  }
}

TEST(SignatureValue, WithoutATimeStampTheTimeIsAClaim) {
  const Report report = engine().verify(with_value(SealVersion::v4));
  EXPECT_FALSE(report.signatures.at(0).time_is_stamped);
  EXPECT_EQ(report.signatures.at(0).signed_at, test::sealed_at);
}

TEST(SignatureValue, ASealThatHadExpired) {
  expect_verdict(engine().verify(with_seal([](auto& seal) {
    seal.valid_until = der::write_generalized_time(utc("2026-06-01T00:00:00Z"));
  })),
                 Verdict::untrusted, "SEAL_EXPIRED");
}

TEST(SignatureValue, ASealNotYetInForce) {
  expect_verdict(engine().verify(with_seal([](auto& seal) {
    seal.valid_from = der::write_generalized_time(utc("2026-06-12T00:00:00Z"));
  })),
                 Verdict::untrusted, "SEAL_EXPIRED");
}

TEST(SignatureValue, ASealAlteredAfterItWasMade) {
  const auto change = [](test::SignatureParts& parts) {
    test::SealParts seal(SealVersion::v4);
    seal.signature = seal.signature_value();
    seal.picture_data = der::write_octets(as_bytes("another picture"));
    parts.seal = seal.sign();
  };
  expect_verdict(engine().verify(with_value(SealVersion::v4, change)), Verdict::untrusted, "SEAL_SIGNATURE");
}

TEST(SignatureValue, ASealOfAnUnknownMaker) {
  const auto root_key = test::new_key(), key = test::new_key();
  const auto request = [](crypto::CertificateProfile profile) {
    return test_pki().request(profile, "Somebody");
  };
  const auto root =
      crypto::issue_self_signed(request(crypto::CertificateProfile::root), *root_key, crypto::system_random)
          .value();
  const auto maker =
      crypto::issue_certificate(request(crypto::CertificateProfile::seal_maker), key->public_key().spki(),
                                root, *root_key, crypto::system_random)
          .value();
  expect_verdict(engine().verify(with_seal([&](auto& seal) {
    seal.maker_certificate = der::write_octets(maker.der());
    seal.signature = der::write_bits(key->sign(seal.signed_bytes()).value());
  })),
                 Verdict::undetermined, "SEAL_MAKER_CERT");
}

TEST(SignatureValue, ASignerWhoIsNotInTheSeal) {
  const auto other = test_pki().issue(crypto::CertificateProfile::signer, "Not in the seal");
  expect_verdict(engine().verify(with_value(SealVersion::v4,
                                            [&](auto& parts) {
                                              parts.signer_certificate =
                                                  der::write_octets(other.certificate.der());
                                              parts.key = other.key;
                                            })),
                 Verdict::untrusted, "SIG_CERT_NOT_IN_SEAL");
}

TEST(SignatureValue, ASealMadeByWhoSignsWithItIsNotDecided) {
  const auto& signer = test_pki().signer;
  const Report report = engine().verify(with_seal([&](auto& seal) {
    seal.maker_certificate = der::write_octets(signer.certificate.der());
    seal.signature = der::write_bits(signer.key->sign(seal.signed_bytes()).value());
  }));
  const Step& step = test::step_of(report.signatures.at(0).trust, "SEAL_SELF_MADE");
  EXPECT_EQ(step.outcome, Outcome::undetermined);
  EXPECT_EQ(step.detail, report.signatures.at(0).seal_name);
}

TEST(SignatureValue, TheCauseComesBeforeWhatSumsItUp) {
  const auto& tsa = test_pki().tsa; // may not sign documents
  const auto change = [&](test::SignatureParts& parts) {
    test::SealParts seal(SealVersion::v4);
    seal.list = der::wrap(der::sequence, der::write_octets(tsa.certificate.der()));
    parts.seal = seal.sign();
    parts.signer_certificate = der::write_octets(tsa.certificate.der());
    parts.key = tsa.key;
  };
  const Report report = engine().verify(with_value(SealVersion::v4, change));
  EXPECT_EQ(report.verdict, Verdict::untrusted);
  EXPECT_THAT(test::unmet_of(report.signatures.at(0).trust),
              testing::ElementsAre("CHAIN_KEY_USAGE", "SIG_CERT"));
}

TEST(SignatureValue, EachCauseIsNamedOnce) {
  test::EngineOptions options;
  options.trust = crypto::TrustStore();
  EXPECT_THAT(test::unmet_of(engine(options).verify(with_value(SealVersion::v4)).signatures.at(0).trust),
              testing::ElementsAre("CHAIN_BUILD", "CHAIN_SIGNATURE", "SIG_CERT", "SIG_REVOKED_BEFORE",
                                   "SEAL_MAKER_CERT", "SIG_SEAL"));
}

TEST(SignatureValue, AValueOfAnotherKey) {
  expect_verdict(engine().verify(
                     with_value(SealVersion::v4, [](auto& parts) { parts.key = test_pki().seal_maker.key; })),
                 Verdict::untrusted, "SIG_VALUE");
}

TEST(SignatureValue, ARawValueIsADeviation) {
  OfdEntries entries(sealed_file());
  test::SignatureParts parts(SealVersion::v4);
  entries.set(folder + "/Seal.esl", as_text(parts.seal)).refresh_references();
  parts.data_hash = der::write_bits(crypto::sm3(entries.content(folder + "/Signature.xml")));
  parts.signature = der::write_bits(test::raw_form(parts.key->sign(parts.tbs()).value()));
  const Report report = engine().verify(entries.set(value, as_text(parts.sign())).pack());
  EXPECT_EQ(report.verdict, Verdict::trusted) << told(report);
  EXPECT_THAT(report.signatures.at(0).deviations, testing::Contains("SIG_RAW_RS"));
}

TEST(SignatureValue, ATimeStampOverOtherBytes) {
  const Bytes token = test::stamps_at(test::sealed_at)(as_bytes("other bytes")).value();
  expect_verdict(engine().verify(with_value(SealVersion::v4,
                                            [&](auto& parts) {
                                              parts.timestamp =
                                                  der::wrap(der::context(0), {der::write_bits(token)});
                                            })),
                 Verdict::untrusted, "SIG_TIMESTAMP");
}

TEST(SignatureValue, PropertyInfoMayBeRelativeButMustLeadHere) {
  const auto with_property = [](std::string_view path) {
    return with_value(SealVersion::v4,
                      [&](auto& parts) { parts.property_info = der::write_text(der::ia5_string, path); });
  };
  for (const char* path : {"Doc_0/Signs/Sign_0/Signature.xml", "Signature.xml"}) {
    const Report report = engine().verify(with_property(path));
    EXPECT_EQ(report.verdict, Verdict::trusted) << told(report);
    EXPECT_THAT(report.signatures.at(0).deviations, testing::Contains("SIG_PROPERTY_INFO_RELATIVE"));
  }
  for (const char* path : {"/Doc_0/Signs/Sign_1/Signature.xml", "", "/", "../Signature.xml"})
    expect_verdict(engine().verify(with_property(path)), Verdict::untrusted, "SIG_PROPERTY_INFO");
}

Bytes with_unreadable_time() {
  return with_value(SealVersion::v1, [](auto& parts) { parts.time = der::write_bits(as_bytes("then")); });
}

TEST(SignatureValue, ATimeThatCannotBeReadIsNotDecided) {
  const Report report = engine().verify(with_unreadable_time());
  expect_verdict(report, Verdict::undetermined, "SIG_TIME");
  EXPECT_FALSE(report.signatures.at(0).signed_at.has_value());
}

TEST(SignatureValue, ASignerWithoutACertificateHasNoName) {
  const Report report = engine().verify(with_value(
      SealVersion::v4, [](auto& parts) { parts.signer_certificate = der::write_octets(as_bytes("none")); }));
  expect_verdict(report, Verdict::untrusted, "SIG_VALUE");
  EXPECT_EQ(report.signatures.at(0).signer, "");
}

// --- revocation ---

crypto::TrustStore revoking(const test::Identity& identity, Time at) {
  test::TrustOptions options;
  options.revoked_by_intermediate = {test::revoked(identity, at)};
  return test_pki().trust(options);
}

Report verify_revoked(const Bytes& file, Time revoked_at) {
  test::EngineOptions options;
  options.trust = revoking(test_pki().signer, revoked_at);
  options.now = utc("2026-07-01T00:00:00Z");
  return engine(options).verify(file);
}

TEST(Revocation, BeforeTheSigning) {
  expect_verdict(verify_revoked(sealed_file(), utc("2026-06-14T23:59:59Z")), Verdict::untrusted,
                 "SIG_REVOKED_BEFORE");
}

TEST(Revocation, AfterAStampedSigningIsANote) {
  const Report report = verify_revoked(sealed_file(), utc("2026-06-20T00:00:00Z"));
  EXPECT_EQ(report.verdict, Verdict::trusted) << told(report);
  EXPECT_THAT(report.signatures.at(0).notes, testing::Contains("SIG_REVOKED_AFTER"));
}

TEST(Revocation, AfterAClaimedSigningIsNotDecided) {
  const Bytes unstamped = test::sealed(test::plain_document(), test::usual_seal(), {.stamped = false});
  expect_verdict(verify_revoked(unstamped, utc("2026-06-20T00:00:00Z")), Verdict::undetermined,
                 "SIG_TIME_UNPROVEN");
}

TEST(Revocation, WithoutAReadableTimeIsBeforeTheSigning) {
  expect_verdict(verify_revoked(with_unreadable_time(), utc("2026-06-14T00:00:00Z")), Verdict::untrusted,
                 "SIG_REVOKED_BEFORE");
}

TEST(Revocation, AfterTheTimeAskedAboutIsNoDoubt) {
  test::EngineOptions options;
  options.trust = revoking(test_pki().signer, utc("2026-06-20T00:00:00Z"));
  options.now = utc("2026-07-01T00:00:00Z");
  const Bytes file = test::signed_plainly(test::plain_document());
  const Report report = engine(options).verify(file, utc("2026-06-19T23:59:59Z"));
  EXPECT_EQ(report.verdict, Verdict::trusted) << told(report);
  expect_verdict(engine(options).verify(file, utc("2026-06-20T00:00:00Z")), Verdict::undetermined,
                 "SIG_TIME_UNPROVEN");
}

TEST(Revocation, WithoutAListItIsNotDecided) {
  test::TrustOptions no_lists;
  no_lists.with_crls = false;
  test::EngineOptions options;
  options.trust = test_pki().trust(no_lists);
  const Report report = engine(options).verify(sealed_file());
  EXPECT_EQ(report.verdict, Verdict::undetermined) << told(report);
}

TEST(Revocation, OfAPlainSignatureBeforeAndAfter) {
  const Bytes file = test::signed_plainly(test::plain_document());
  for (const Time revoked_at : {utc("2026-06-14T00:00:00Z"), test_pki().now}) {
    const Report report = verify_revoked(file, revoked_at);
    expect_verdict(report, Verdict::untrusted, "CHAIN_REVOCATION");
    EXPECT_THAT(test::codes_of(report.signatures.at(0).trust),
                testing::Not(testing::Contains("SIG_TIME_UNPROVEN")));
  }
  expect_verdict(verify_revoked(file, utc("2026-06-20T00:00:00Z")), Verdict::undetermined,
                 "SIG_TIME_UNPROVEN");
}

// --- plain and bare signatures ---

TEST(PlainSignature, OfAnUnknownIssuerIsNotDecided) {
  const Bytes file = test::signed_plainly(test::plain_document());
  test::EngineOptions options;
  options.trust = crypto::TrustStore();
  expect_verdict(engine(options).verify(file), Verdict::undetermined, "CHAIN_BUILD");
}

TEST(PlainSignature, WithoutASigningTimeIsNotDecided) {
  test::PlainSigning signing;
  signing.attributes = false;
  const Report report = engine().verify(test::signed_plainly(test::plain_document(), signing));
  expect_verdict(report, Verdict::undetermined, "SIG_TIME");
  EXPECT_FALSE(report.signatures.at(0).signed_at.has_value());
}

TEST(PlainSignature, FromTheFuture) {
  test::PlainSigning signing;
  signing.at = test_pki().now + crypto::max_clock_skew;
  EXPECT_EQ(engine().verify(test::signed_plainly(test::plain_document(), signing)).verdict, Verdict::trusted);
  signing.at += std::chrono::seconds(1);
  expect_verdict(engine().verify(test::signed_plainly(test::plain_document(), signing)), Verdict::untrusted,
                 "SIG_TIME");
}

// A plain signature that claims a time, with a time-stamp token among its unsigned attributes.
Bytes with_token(Time claimed, const std::function<Bytes(ByteView signature)>& token,
                 const std::function<void(test::SignedDataParts&)>& change = {}) {
  OfdEntries entries(test::signed_plainly(test::plain_document()));
  const crypto::Sm3Digest digest = crypto::sm3(entries.content(folder + "/Signature.xml"));
  test::SignedDataParts parts;
  parts.content = der::write_octets(digest);
  parts.attributes = {test::attribute(crypto::oid::content_type, der::write_oid(crypto::oid::gbt_35275_data)),
                      test::attribute(crypto::oid::message_digest, der::write_octets(crypto::sm3(digest))),
                      test::attribute(crypto::oid::signing_time, der::write_utc_time(claimed))};
  parts.signature = test_pki().signer.key->sign(parts.signed_bytes()).value();
  parts.unsigned_attributes =
      der::wrap(der::context(1), test::attribute(crypto::oid::timestamp_token, token(parts.signature)));
  if (change) change(parts);
  return entries.set(value, as_text(parts.sign())).pack();
}

Bytes stamp_of(ByteView signature) {
  return test::stamps_at(test::stamped_at)(signature).value();
}

TEST(PlainSignature, ClaimsNoTimeAfterItsStamp) {
  const Time latest = test::stamped_at + crypto::max_clock_skew;
  const Report report = engine().verify(with_token(latest, stamp_of));
  expect_verdict(report, Verdict::trusted, "");
  EXPECT_TRUE(report.signatures.at(0).time_is_stamped);
  EXPECT_EQ(report.signatures.at(0).signed_at, test::stamped_at);
  expect_verdict(engine().verify(with_token(latest + std::chrono::seconds(1), stamp_of)), Verdict::untrusted,
                 "SIG_TIME");
}

TEST(PlainSignature, IsNotStampedByATokenOverOtherBytes) {
  const Report report = engine().verify(
      with_token(test::signed_at, [](ByteView) { return stamp_of(as_bytes("other bytes")); }));
  expect_verdict(report, Verdict::untrusted, "TIMESTAMP_IMPRINT");
  EXPECT_FALSE(report.signatures.at(0).time_is_stamped);
  EXPECT_EQ(report.signatures.at(0).signed_at, test::signed_at);
}

TEST(PlainSignature, IsNotStampedByWhatIsNoToken) {
  const Report report = engine().verify(
      with_token(test::signed_at, [](ByteView) { return der::write_octets(as_bytes("none")); }));
  expect_verdict(report, Verdict::untrusted, "TIMESTAMP_MALFORMED");
  EXPECT_FALSE(report.signatures.at(0).time_is_stamped);
}

TEST(PlainSignature, WithoutItsCertificateNamesNobody) {
  const Report report = engine().verify(with_token(
      test::signed_at, stamp_of, [](test::SignedDataParts& parts) { parts.certificates.clear(); }));
  expect_verdict(report, Verdict::undetermined, "SIGNED_DATA_SIGNER");
  EXPECT_EQ(report.signatures.at(0).signer, "");
  EXPECT_TRUE(report.signatures.at(0).trust.empty());
}

TEST(PlainSignature, SaysHowOldItsListsAre) {
  EXPECT_EQ(engine().verify(test::signed_plainly(test::plain_document())).freshness.oldest_crl,
            utc("2026-06-01T00:00:00Z"));
}

TEST(PlainSignature, OverAnotherFile) {
  const Bytes file = test::signed_plainly(test::plain_document());
  OfdEntries entries(file);
  entries.replace(folder + "/Signature.xml", "Company=\"elicense\"", "Company=\"somebody\"");
  expect_verdict(engine().verify(entries.pack()), Verdict::untrusted, "SIGNED_DATA_CONTENT");
}

TEST(BareSignature, NamesNobodyAndIsNotDecided) {
  OfdEntries entries(test::signed_plainly(test::plain_document()));
  const Bytes signature = test_pki().signer.key->sign(entries.content(folder + "/Signature.xml")).value();
  for (const Bytes& bare : {signature, test::raw_form(signature)}) {
    const Report report = engine().verify(entries.set(value, as_text(bare)).pack());
    expect_verdict(report, Verdict::undetermined, "SIG_NO_CERTIFICATE");
    EXPECT_EQ(report.signatures.at(0).format, "SM2-bare");
    EXPECT_EQ(outcome_of(report.signatures.at(0).trust), Outcome::undetermined);
  }
}

TEST(BareSignature, UnderASealIsOfTheWrongKind) {
  OfdEntries entries(sealed_file());
  const Bytes signature = test_pki().signer.key->sign(entries.content(folder + "/Signature.xml")).value();
  expect_verdict(engine().verify(entries.set(value, as_text(signature)).pack()), Verdict::untrusted,
                 "SIG_KIND");
}

TEST(UnreadableValue, IsAFormatErrorOfItsKind) {
  OfdEntries seal(sealed_file()), plain(test::signed_plainly(test::plain_document()));
  expect_verdict(engine().verify(seal.set(value, "not DER").pack()), Verdict::untrusted, "SIG_FORMAT");
  expect_verdict(engine().verify(plain.set(value, "not DER").pack()), Verdict::untrusted,
                 "SIGNED_DATA_MALFORMED");
}

} // namespace
} // namespace elicense::verify
