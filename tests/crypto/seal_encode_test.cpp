// SPDX-License-Identifier: Apache-2.0
// Making V4 seals: what comes out is read back, checked, and laid out as real V4 files are.
#include "crypto/der.hpp"
#include "tests/crypto/broken_signer.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/seal_parts.hpp"
#include "tests/support/steps.hpp"

namespace elicense::crypto {
namespace {

using namespace elicense::test;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

SealDraft seal_draft() {
  return {.vendor = "ELICENSE",
          .id = "64010000000001",
          .name = "示例市行政审批局",
          .type = 1,
          .signers = {test_pki().signer.certificate},
          .created = seal_made,
          .valid_from = seal_made,
          .valid_until = seal_ends,
          .picture = {"png", to_bytes("a picture"), 42, 42}};
}

Result<Bytes> seal_from(const SealDraft& draft, const Identity& maker = test_pki().seal_maker) {
  return make_seal(draft, maker.certificate, *maker.key);
}

TEST(MakeSeal, IsReadBackAndPassesEveryStep) {
  const Seal seal = decode_seal(seal_from(seal_draft()).value()).value();
  EXPECT_EQ(seal.version, SealVersion::v4);
  EXPECT_EQ(seal.name, "示例市行政审批局");
  EXPECT_EQ(seal.picture.height_mm, 42);
  EXPECT_THAT(seal.deviations, IsEmpty());
  const SealCheck check = check_seal(seal, test_pki().trust(), sealed_at, test_pki().now);
  EXPECT_THAT(unmet_of(check.cryptography), IsEmpty());
  EXPECT_THAT(unmet_of(check.trust), IsEmpty());
}

// Independently assembled in tests/support/seal_parts.cpp; only r and s differ from one making to the next.
TEST(MakeSeal, IsLaidOutElementForElement) {
  SealParts parts(SealVersion::v4);
  const Seal seal = decode_seal(seal_from(seal_draft()).value()).value();
  EXPECT_EQ(seal.signed_bytes, parts.info());
  parts.signature = der::write_bits(seal.signature);
  EXPECT_EQ(seal.der, parts.sign());
}

TEST(MakeSeal, NamesSeveralSigners) {
  SealDraft two = seal_draft();
  two.signers.push_back(test_pki().issue(CertificateProfile::signer, "Second").certificate);
  EXPECT_EQ(decode_seal(seal_from(two).value())->signer_certificates.size(), 2u);
}

TEST(MakeSeal, RefusesADraftThatIsNotOne) {
  const std::function<void(SealDraft&)> spoil[] = {
      [](SealDraft& d) { d.vendor.clear(); },
      [](SealDraft& d) { d.vendor = "供应商"; },
      [](SealDraft& d) { d.id = "line\nbreak"; },
      [](SealDraft& d) { d.name.clear(); },
      [](SealDraft& d) { d.name = "\xff"; },
      [](SealDraft& d) { d.picture.type.clear(); },
      [](SealDraft& d) { d.picture.data.clear(); },
      [](SealDraft& d) { d.picture.width_mm = 0; },
      [](SealDraft& d) { d.picture.height_mm = max_seal_picture_mm + 1; },
      [](SealDraft& d) { d.signers.clear(); },
      [](SealDraft& d) { d.signers.push_back(d.signers.front()); },
      [](SealDraft& d) { d.signers = {test_pki().intermediate.certificate}; },
      [](SealDraft& d) { d.valid_until = d.valid_from; },
      [](SealDraft& d) { d.created = test_pki().start - seconds(1); },
      [](SealDraft& d) { d.created = test_pki().finish + seconds(1); },
      [](SealDraft& d) { d.picture.data.resize(max_seal_size); },
  };
  for (std::size_t i = 0; i < std::size(spoil); ++i) {
    SealDraft spoilt = seal_draft();
    spoil[i](spoilt);
    EXPECT_THAT(seal_from(spoilt), fails_with("SEAL_DRAFT_INVALID")) << i;
  }
}

TEST(MakeSeal, RefusesAMakerThatMayNotOrCannot) {
  EXPECT_THAT(seal_from(seal_draft(), test_pki().intermediate), fails_with("SEAL_DRAFT_INVALID"));
  EXPECT_THAT(make_seal(seal_draft(), test_pki().seal_maker.certificate, *test_pki().signer.key),
              fails_with("SIGNER_KEY_MISMATCH"));
}

class AbsentSigner final : public Signer {
 public:
  Result<Bytes> sign(ByteView) const override { return fail(ErrorKind::unavailable, "SIGNER_UNAVAILABLE"); }
  const Sm2PublicKey& public_key() const override { return test_pki().seal_maker.key->public_key(); }
};

TEST(MakeSeal, ChecksWhatTheDeviceSigned) {
  EXPECT_THAT(make_seal(seal_draft(), test_pki().seal_maker.certificate, BrokenSigner(test_pki().seal_maker)),
              fails_with("SEAL_SELF_CHECK"));
  EXPECT_THAT(make_seal(seal_draft(), test_pki().seal_maker.certificate, AbsentSigner()),
              fails_with("SIGNER_UNAVAILABLE"));
}

} // namespace
} // namespace elicense::crypto
