// SPDX-License-Identifier: Apache-2.0
// Using a seal: what comes out is read back and checked, and every rule of GM/T 0031-2014 6.2.2 refuses once.
#include "crypto/der.hpp"
#include "tests/crypto/broken_signer.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/seal_parts.hpp"
#include "tests/support/steps.hpp"

namespace elicense::crypto {
namespace {

using namespace elicense::test;
using std::chrono::days;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::IsEmpty;

SealSignatureDraft signature_draft(const SealParts& seal = SealParts(SealVersion::v4)) {
  return {.seal = seal.sign(),
          .time = sealed_at,
          .data_hash = sm3(as_bytes(sealed_document)),
          .property_info = std::string(sealed_path)};
}

Result<Bytes> signature_from(const SealSignatureDraft& draft, const Identity& signer = test_pki().signer,
                             const TimestampSource& timestamp = {}) {
  return make_seal_signature(draft, signer.certificate, *signer.key, timestamp);
}

Result<Bytes> stamp(ByteView bytes) {
  return make_timestamp(bytes, sealed_at + minutes(1), test_pki().tsa.certificate, *test_pki().tsa.key,
                        system_random);
}

SealSignatureCheck check_made(ByteView made) {
  return check_seal_signature(decode_seal_signature(made).value(), as_bytes(sealed_document), sealed_path,
                              test_pki().trust(), test_pki().now);
}

TEST(MakeSealSignature, PassesEveryStep) {
  const SealSignatureCheck result = check_made(signature_from(signature_draft()).value());
  EXPECT_THAT(unmet_of(result.cryptography), IsEmpty());
  EXPECT_THAT(unmet_of(result.trust), IsEmpty());
  EXPECT_THAT(result.deviations, IsEmpty());
  EXPECT_EQ(result.signed_at, sealed_at);
}

TEST(MakeSealSignature, IsLaidOutElementForElement) {
  const SealSignatureDraft wanted = signature_draft();
  const SealSignature made = decode_seal_signature(signature_from(wanted).value()).value();
  SignatureParts parts(SealVersion::v4);
  parts.seal = wanted.seal;
  EXPECT_EQ(made.signed_bytes, parts.tbs());
  parts.signature = der::write_bits(made.signature);
  EXPECT_EQ(made.der, parts.sign());
}

TEST(MakeSealSignature, CarriesATimestampOfTheSignatureValue) {
  const SealSignatureCheck result =
      check_made(signature_from(signature_draft(), test_pki().signer, stamp).value());
  EXPECT_THAT(unmet_of(result.trust), IsEmpty());
  EXPECT_TRUE(result.time_is_stamped);
  EXPECT_EQ(result.signed_at, sealed_at + minutes(1));
}

TEST(MakeSealSignature, PassesOnThatNoTimestampCouldBeHad) {
  const auto absent = [](ByteView) -> Result<Bytes> {
    return fail(ErrorKind::unavailable, "TIMESTAMP_UNAVAILABLE");
  };
  EXPECT_THAT(signature_from(signature_draft(), test_pki().signer, absent),
              fails_with("TIMESTAMP_UNAVAILABLE"));
  const auto garbage = [](ByteView) -> Result<Bytes> { return to_bytes("dummy"); };
  EXPECT_THAT(signature_from(signature_draft(), test_pki().signer, garbage),
              fails_with("TIMESTAMP_MALFORMED"));
  const auto of_other_data = [](ByteView) { return stamp(as_bytes("other")); };
  EXPECT_THAT(signature_from(signature_draft(), test_pki().signer, of_other_data),
              fails_with("TIMESTAMP_IMPRINT"));
}

TEST(MakeSealSignature, WantsASignerWhoMaySign) {
  EXPECT_THAT(signature_from(signature_draft(), test_pki().intermediate), fails_with("SIG_CERT"));
  EXPECT_THAT(make_seal_signature(signature_draft(), test_pki().signer.certificate, *test_pki().tsa.key, {}),
              fails_with("SIGNER_KEY_MISMATCH"));
}

TEST(MakeSealSignature, WantsACertificateThatIsValid) {
  SealSignatureDraft late = signature_draft();
  late.time = test_pki().finish + seconds(1);
  EXPECT_THAT(signature_from(late), fails_with("SIG_TIME"));
  late.time = test_pki().start - seconds(1);
  EXPECT_THAT(signature_from(late), fails_with("SIG_TIME"));
}

TEST(MakeSealSignature, WantsASealThatIsValid) {
  SealSignatureDraft late = signature_draft();
  late.time = seal_ends;
  EXPECT_THAT(signature_from(late), succeeds());
  late.time = seal_ends + seconds(1);
  EXPECT_THAT(signature_from(late), fails_with("SEAL_EXPIRED"));
  late.time = seal_made - seconds(1);
  EXPECT_THAT(signature_from(late), fails_with("SEAL_EXPIRED"));
}

TEST(MakeSealSignature, WantsAV4SealWithAGoodSignature) {
  EXPECT_THAT(signature_from(signature_draft(SealParts(SealVersion::v5))), fails_with("SEAL_VERSION"));
  EXPECT_THAT(signature_from(signature_draft(SealParts(SealVersion::v1))), fails_with("SEAL_VERSION"));
  SealParts forged(SealVersion::v4);
  forged.signature = der::write_bits(test_pki().signer.key->sign(forged.signed_bytes()).value());
  EXPECT_THAT(signature_from(signature_draft(forged)), fails_with("SEAL_SIGNATURE"));
  SealSignatureDraft none = signature_draft();
  none.seal = to_bytes("none");
  EXPECT_THAT(signature_from(none), fails_with("SEAL_FORMAT"));
}

TEST(MakeSealSignature, WantsASignerWhomTheSealNames) {
  EXPECT_THAT(signature_from(signature_draft(), test_pki().issue(CertificateProfile::signer, "Stranger")),
              fails_with("SIG_CERT_NOT_IN_SEAL"));
}

TEST(MakeSealSignature, WantsAnAbsolutePath) {
  for (const char* path : {"", "/", "Doc_0/Signs/Sign_0/Signature.xml", "/Doc 0", "/文档"}) {
    SealSignatureDraft elsewhere = signature_draft();
    elsewhere.property_info = path;
    EXPECT_THAT(signature_from(elsewhere), fails_with("SIG_PROPERTY_INFO")) << path;
  }
}

TEST(MakeSealSignature, ChecksWhatTheDeviceSigned) {
  EXPECT_THAT(make_seal_signature(signature_draft(), test_pki().signer.certificate,
                                  BrokenSigner(test_pki().signer), {}),
              fails_with("SEAL_SELF_CHECK"));
}

} // namespace
} // namespace elicense::crypto
