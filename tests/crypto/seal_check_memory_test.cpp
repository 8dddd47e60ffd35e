// SPDX-License-Identifier: Apache-2.0
// What the check of a seal remembers between two times, and what it asks anew.
#include "tests/support/openssl_failure.hpp"
#include "tests/support/seal_parts.hpp"
#include "tests/support/steps.hpp"

namespace elicense::crypto {
namespace {

using namespace elicense::test;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

class SealCheckMemory : public testing::TestWithParam<SealVersion> {};
INSTANTIATE_TEST_SUITE_P(Versions, SealCheckMemory,
                         testing::Values(SealVersion::v1, SealVersion::v4, SealVersion::v5));

// The maker's signature found good is remembered: for the same bytes by the same key, and for nothing else.
TEST_P(SealCheckMemory, RemembersAGoodSignatureForEqualBytesOnly) {
  const Seal good = decode_seal(SealParts(GetParam()).sign()).value();
  using Change = void (*)(Seal&);
  const Change changes[] = {
      [](Seal& seal) { seal.signed_bytes.back() ^= 1; }, [](Seal& seal) { seal.signature.back() ^= 1; },
      [](Seal& seal) { seal.signature_algorithm += ".1"; },
      [](Seal& seal) { seal.maker_certificate = to_bytes(test_pki().signer.certificate.der()); }};
  for (int round = 0; round < 2; ++round) {
    EXPECT_THAT(unmet_of(check_seal(good, test_pki().trust(), sealed_at, test_pki().now).cryptography),
                IsEmpty());
    for (const Change change : changes) {
      Seal changed = good;
      change(changed);
      EXPECT_THAT(unmet_of(check_seal(changed, test_pki().trust(), sealed_at, test_pki().now).cryptography),
                  ElementsAre("SEAL_SIGNATURE"));
    }
  }
}

// The time is asked about anew, whatever is remembered.
TEST_P(SealCheckMemory, AsksForTheTimeEachTime) {
  const Seal seal = decode_seal(SealParts(GetParam()).sign()).value();
  for (int round = 0; round < 2; ++round) {
    EXPECT_THAT(unmet_of(check_seal(seal, test_pki().trust(), sealed_at, test_pki().now).trust), IsEmpty());
    EXPECT_THAT(
        unmet_of(check_seal(seal, test_pki().trust(), utc("2029-03-01T00:00:00Z"), test_pki().now).trust),
        Contains("SEAL_EXPIRED"));
  }
}

// A forged seal looked at while OpenSSL could not be asked is not remembered as good.
TEST_P(SealCheckMemory, HoldsNothingThatWasNotDecided) {
  Seal forged = decode_seal(SealParts(GetParam()).sign()).value();
  forged.signature.back() ^= 1;
  const TrustStore trust = test_pki().trust();
  const auto outcome = [&] {
    return worst(check_seal(forged, trust, sealed_at, test_pki().now).cryptography);
  };
  ASSERT_EQ(outcome(), Outcome::failed); // now the key is there
  {
    const NoAlgorithms nothing;
    EXPECT_EQ(outcome(), Outcome::undetermined);
  }
  EXPECT_EQ(outcome(), Outcome::failed);
}

} // namespace
} // namespace elicense::crypto
