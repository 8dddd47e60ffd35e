// SPDX-License-Identifier: Apache-2.0
// Every step of standards 1.6, by version: passing, and failing once for each reason.
#include "tests/crypto/seal_signature_check.hpp"
#include "tests/support/certificate_recipe.hpp"

namespace elicense::crypto {
namespace {

using namespace elicense::test;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class SignatureCheckEach : public testing::TestWithParam<SealVersion> {};
INSTANTIATE_TEST_SUITE_P(Versions, SignatureCheckEach,
                         testing::Values(SealVersion::v1, SealVersion::v4, SealVersion::v5));

TEST_P(SignatureCheckEach, PassesInEveryStep) {
  const SealSignatureCheck result = check(SignatureParts(GetParam()));
  EXPECT_THAT(codes_of(result.cryptography), ElementsAre("SIG_VALUE", "SIG_DATA_HASH", "SIG_CERT_NOT_IN_SEAL",
                                                         "SIG_PROPERTY_INFO", "SEAL_SIGNATURE"));
  std::vector<std::string> trust{"SIG_CERT", "SIG_TIME", "SIG_REVOKED_BEFORE", "SIG_SEAL"};
  if (GetParam() == SealVersion::v5) trust.push_back("SEAL_MAKE_TIME");
  trust.insert(trust.end(), {"SEAL_MAKER_CERT", "SEAL_EXPIRED"});
  EXPECT_EQ(codes_of(result.trust), trust);
  EXPECT_THAT(unmet_of(result.cryptography), IsEmpty());
  EXPECT_THAT(unmet_of(result.trust), IsEmpty());
  EXPECT_TRUE(is_silent(result.cryptography) && is_silent(result.trust));
  EXPECT_EQ(result.signed_at, sealed_at);
  EXPECT_FALSE(result.time_is_stamped);
  EXPECT_EQ(result.signer, test_pki().signer.certificate);
  EXPECT_THAT(result.deviations, IsEmpty());
  EXPECT_THAT(result.notes, IsEmpty());
}

TEST_P(SignatureCheckEach, FailsWhenTheValueIsOfOtherBytes) {
  SignatureParts parts(GetParam());
  parts.signature = parts.signature_value();
  parts.time = write_time(GetParam(), sealed_at + seconds(1));
  EXPECT_THAT(unmet_of(check(parts).cryptography), ElementsAre("SIG_VALUE"));
  EXPECT_THAT(unmet_of(check(parts).trust), IsEmpty());
}

TEST_P(SignatureCheckEach, FailsOnAnotherAlgorithm) {
  SignatureParts parts(GetParam());
  parts.algorithm = der::write_oid("1.2.840.113549.1.1.11");
  EXPECT_THAT(unmet_of(check(parts).cryptography), ElementsAre("SIG_VALUE"));
}

TEST_P(SignatureCheckEach, FailsOnACertificateThatIsNone) {
  SignatureParts parts(GetParam());
  parts.signer_certificate = der::write_octets(as_bytes("none"));
  const SealSignatureCheck result = check(parts);
  EXPECT_THAT(told_of(result.cryptography),
              ElementsAre("SIG_VALUE failed (CERTIFICATE_MALFORMED)",
                          "SIG_CERT_NOT_IN_SEAL failed (the seal does not name this certificate)"));
  EXPECT_EQ(outcome_of(result.trust, "SIG_CERT"), Outcome::failed);
  EXPECT_EQ(outcome_of(result.trust, "SIG_TIME"), Outcome::undetermined);
  EXPECT_EQ(outcome_of(result.trust, "SIG_REVOKED_BEFORE"), Outcome::undetermined);
  EXPECT_FALSE(result.signer);
}

TEST_P(SignatureCheckEach, FailsOnAKeyThatIsNotSm2) {
  const Bytes p256 = from_hex("3059301306072a8648ce3d020106082a8648ce3d03010703420004"
                              "c6fe19b916667333a0ffdbaaa12cacc0be79d38893a85fab83c493e38eae6387"
                              "380320b3840ddead844ea861388d2104bd7b3d5f77a4d418961b8c65c4db2220")
                         .value();
  const Identity other = make({.spki = p256}, test_pki().intermediate);
  const SealSignatureCheck result = check(signed_by(GetParam(), other));
  EXPECT_THAT(unmet_of(result.cryptography), ElementsAre("SIG_VALUE"));
  EXPECT_EQ(step_of(result.cryptography, "SIG_VALUE").detail, "CERTIFICATE_KEY");
  EXPECT_THAT(unmet_of(result.trust), IsEmpty()) << "a good certificate for something else";
}

TEST_P(SignatureCheckEach, NamesARawSignatureValue) {
  SignatureParts parts(GetParam());
  parts.signature = der::write_bits(raw_form(parts.key->sign(parts.tbs()).value()));
  EXPECT_THAT(unmet_of(check(parts).cryptography), IsEmpty());
  EXPECT_THAT(check(parts).deviations, ElementsAre("SIG_RAW_RS"));
}

TEST_P(SignatureCheckEach, FailsOnAnotherDocument) {
  SignatureParts parts(GetParam());
  parts.data_hash = der::write_bits(sm3(as_bytes("another")));
  EXPECT_THAT(unmet_of(check(parts).cryptography), ElementsAre("SIG_DATA_HASH"));
  parts.data_hash = der::write_bits(ByteView(sm3(as_bytes(sealed_document))).first(20));
  EXPECT_THAT(unmet_of(check(parts).cryptography), ElementsAre("SIG_DATA_HASH")) << "a digest cut short";
}

TEST_P(SignatureCheckEach, FailsAtAnotherPlace) {
  SignatureParts parts(GetParam());
  parts.property_info = der::write_text(der::ia5_string, "/Doc_0/Signs/Sign_1/Signature.xml");
  EXPECT_THAT(unmet_of(check(parts).cryptography), ElementsAre("SIG_PROPERTY_INFO"));
}

TEST_P(SignatureCheckEach, FailsWhenTheSealDoesNotNameTheSigner) {
  const Identity stranger = test_pki().issue(CertificateProfile::signer, "Stranger");
  SignatureParts parts(GetParam());
  parts.signer_certificate = der::write_octets(stranger.certificate.der());
  parts.key = stranger.key;
  EXPECT_THAT(unmet_of(check(parts).cryptography), ElementsAre("SIG_CERT_NOT_IN_SEAL"));
  EXPECT_THAT(unmet_of(check(parts).trust), IsEmpty());
}

TEST(SignatureCheckDigests, NameTheSignerBySm3) {
  const auto with_digest = [](ByteView digest) {
    SealParts seal(SealVersion::v4);
    seal.list_type = der::write_integer(2);
    seal.list = der::wrap(
        der::sequence,
        der::wrap(der::sequence, {der::write_text(der::printable_string, "SM3"), der::write_octets(digest)}));
    SignatureParts parts(SealVersion::v4);
    parts.seal = seal.sign();
    return check(parts);
  };
  EXPECT_THAT(unmet_of(with_digest(test_pki().signer.certificate.fingerprint()).cryptography), IsEmpty());
  EXPECT_THAT(unmet_of(with_digest(test_pki().tsa.certificate.fingerprint()).cryptography),
              ElementsAre("SIG_CERT_NOT_IN_SEAL"));
}

TEST_P(SignatureCheckEach, DoesNotDecideWithoutAnAnchor) {
  const SealSignatureCheck result = check(SignatureParts(GetParam()), TrustStore());
  EXPECT_THAT(unmet_of(result.cryptography), IsEmpty());
  EXPECT_EQ(outcome_of(result.trust, "SIG_CERT"), Outcome::undetermined);
  EXPECT_EQ(step_of(result.trust, "SIG_REVOKED_BEFORE").detail, "the certificate: no issuer to ask");
  EXPECT_EQ(outcome_of(result.trust, "SIG_SEAL"), Outcome::undetermined);
  EXPECT_EQ(worst(result.trust), Outcome::undetermined);
}

TEST_P(SignatureCheckEach, FailsWhenTheKeyIsNotForSignatures) {
  const SealSignatureCheck result = check(signed_by(GetParam(), test_pki().intermediate));
  EXPECT_EQ(outcome_of(result.trust, "SIG_CERT"), Outcome::failed);
  EXPECT_THAT(step_of(result.trust, "SIG_CERT").detail, HasSubstr("CHAIN_KEY_USAGE"));
}

TEST_P(SignatureCheckEach, FailsWithTheSeal) {
  SealParts seal(GetParam());
  seal.valid_until = GetParam() == SealVersion::v1 ? der::write_utc_time(sealed_at - seconds(1))
                                                   : der::write_generalized_time(sealed_at - seconds(1));
  SignatureParts parts(GetParam());
  parts.seal = seal.sign();
  EXPECT_THAT(unmet_of(check(parts).trust), ElementsAre("SIG_SEAL", "SEAL_EXPIRED"));

  SealParts forged(GetParam());
  forged.signature = der::write_bits(test_pki().signer.key->sign(forged.signed_bytes()).value());
  parts.seal = forged.sign();
  EXPECT_THAT(unmet_of(check(parts).cryptography), ElementsAre("SEAL_SIGNATURE"));
  EXPECT_THAT(unmet_of(check(parts).trust), ElementsAre("SIG_SEAL"));
}

TEST_P(SignatureCheckEach, GathersTheDeviationsOfBoth) {
  SealParts seal(GetParam());
  seal.extensions = der::wrap(der::context(0), der::wrap(der::sequence, Bytes()));
  SignatureParts parts(GetParam());
  parts.seal = seal.sign();
  parts.signature = der::write_bits(raw_form(parts.key->sign(parts.tbs()).value()));
  EXPECT_THAT(check(parts).deviations, ElementsAre("SIG_RAW_RS", "SEAL_EXT_TAGGED"));
}

TEST_P(SignatureCheckEach, NoChangedBitPasses) {
  const TrustStore trust = test_pki().trust();
  const Bytes good = SignatureParts(GetParam()).sign();
  const std::size_t step = GetParam() == SealVersion::v4 ? 1 : 7; // every byte of the version in use
  for (std::size_t i = 0; i < good.size(); i += step) {
    Bytes changed = good;
    changed[i] = static_cast<std::uint8_t>(changed[i] ^ 1 << i % 8);
    const Result<SealSignature> signature = decode_seal_signature(changed);
    if (!signature) continue;
    const SealSignatureCheck result =
        check_seal_signature(*signature, as_bytes(sealed_document), sealed_path, trust, now());
    EXPECT_NE(worst(worst(result.cryptography), worst(result.trust)), Outcome::passed) << "at byte " << i;
  }
}

} // namespace
} // namespace elicense::crypto
