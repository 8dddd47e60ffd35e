// SPDX-License-Identifier: Apache-2.0
// Applying a seal: what comes out is checked with crypto's own checks; what may not be sealed is refused
// before any signature.
#include "ofd/coverage.hpp"
#include "seal/sealing.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/sealed_documents.hpp"

namespace elicense::seal {
namespace {

using test::fails_with;
using test::succeeds;
using test::test_pki;

Sealer sealer_at(Time now) {
  return Sealer(test::stamps_at(now), [now] { return now; });
}

const Sealer& sealer() {
  static const Sealer sealer = sealer_at(test_pki().now);
  return sealer;
}

const HeldSeal& held() {
  return test::usual_seal();
}

constexpr Place place{.page = 0, .x_mm = 150, .y_mm = 230};

struct Sealed {
  ofd::Package package;
  ofd::Document document;
  explicit Sealed(ByteView file)
      : package(ofd::Package::open(file).value()), document(ofd::read_document(package).value()) {}
  crypto::SealSignatureCheck check(std::size_t index) const {
    const ofd::Signature& signature = document.signatures.at(index);
    const auto value = crypto::decode_seal_signature(*package.find(signature.value_path)).value();
    return crypto::check_seal_signature(value, *package.find(signature.path), "/" + signature.path,
                                        test_pki().trust(), test_pki().now);
  }
};

TEST(Sealer, MakesASealSignatureThatEveryCheckPasses) {
  const auto file = sealer().apply(test::plain_document(), held(), place);
  ASSERT_THAT(file, succeeds());
  const Sealed sealed(*file);
  ASSERT_EQ(sealed.document.signatures.size(), 1U);
  const auto check = sealed.check(0);
  EXPECT_EQ(worst(check.cryptography), Outcome::passed);
  EXPECT_EQ(worst(check.trust), Outcome::passed);
  EXPECT_TRUE(check.time_is_stamped);
  EXPECT_EQ(check.signed_at, test_pki().now);
  EXPECT_TRUE(ofd::coverage(sealed.package, sealed.document, {0}).everything_reachable_is_covered);
}

TEST(Sealer, PutsTheSealWhereItWasAskedInTheSealsOwnSize) {
  const Sealed sealed(sealer().apply(test::plain_document(), held(), place).value());
  const ofd::Signature& signature = sealed.document.signatures.at(0);
  ASSERT_EQ(signature.stamps.size(), 1U);
  const ofd::Stamp& stamp = signature.stamps[0];
  EXPECT_EQ(stamp.page, sealed.document.pages.at(0).id);
  EXPECT_EQ(stamp.box.x, 150);
  EXPECT_EQ(stamp.box.y, 230);
  EXPECT_EQ(stamp.box.width, 42);
  EXPECT_EQ(stamp.box.height, 42);
  EXPECT_EQ(*sealed.package.find(signature.seal_path), held().seal.der);
  EXPECT_EQ(signature.provider, "elicense");
  EXPECT_EQ(signature.date_time, "20260615000000Z");
}

TEST(Sealer, ASecondSealLeavesTheFirstGood) {
  const Bytes once = sealer().apply(test::plain_document(), held(), place).value();
  const Sealed sealed(sealer().apply(once, held(), {.page = 0, .x_mm = 20, .y_mm = 230}).value());
  ASSERT_EQ(sealed.document.signatures.size(), 2U);
  for (const std::size_t index : {0U, 1U}) {
    EXPECT_EQ(worst(sealed.check(index).cryptography), Outcome::passed) << index;
    for (const auto& reference :
         ofd::check_references(sealed.package, sealed.document.signatures[index]).value())
      EXPECT_EQ(reference.state, ofd::ReferenceState::good) << reference.path;
  }
}

TEST(Sealer, SealsUpToTheEdgeOfThePageAndNotBeyond) {
  const Bytes document = test::plain_document(); // 210 x 297 mm, the seal 42 x 42
  for (const Place& inside : {Place{0, 0, 0}, Place{0, 168, 255}})
    EXPECT_THAT(sealer().apply(document, held(), inside), succeeds()) << inside.x_mm;
  for (const Place& outside : {Place{0, 168.1, 255}, Place{0, 168, 255.1}, Place{0, -0.1, 0},
                               Place{0, 0, -0.1}, Place{0, std::numeric_limits<double>::quiet_NaN(), 0}})
    EXPECT_THAT(sealer().apply(document, held(), outside), fails_with("SEAL_PLACE")) << outside.x_mm;
}

TEST(Sealer, RefusesAPageThatIsNotThere) {
  EXPECT_THAT(sealer().apply(test::plain_document(), held(), {.page = 1}), fails_with("SEAL_PLACE"));
}

TEST(Sealer, RefusesASealOutsideItsValidity) {
  const auto short_lived = test::held_seal({.valid_until = test::utc("2026-06-14T23:59:59Z")});
  EXPECT_THAT(sealer().apply(test::plain_document(), short_lived, place),
              fails_with("SEAL_OUTSIDE_VALIDITY"));
  const auto later = test::held_seal({.valid_from = test::utc("2026-06-15T00:00:01Z")});
  EXPECT_THAT(sealer().apply(test::plain_document(), later, place), fails_with("SEAL_OUTSIDE_VALIDITY"));
}

TEST(Sealer, SealsInTheFirstAndTheLastSecondOfAValidity) {
  const auto exact = test::held_seal(
      {.valid_from = test_pki().now, .valid_until = test_pki().now + std::chrono::seconds(1)});
  EXPECT_THAT(sealer().apply(test::plain_document(), exact, place), succeeds());
  EXPECT_THAT(sealer_at(test_pki().now + std::chrono::seconds(1)).apply(test::plain_document(), exact, place),
              succeeds());
}

TEST(Sealer, RefusesACertificateOutsideItsValidity) {
  EXPECT_THAT(sealer_at(test::utc("2031-06-01T00:00:00Z")).apply(test::plain_document(), held(), place),
              fails_with("SIGNER_OUTSIDE_VALIDITY"));
  EXPECT_THAT(sealer_at(test::utc("2025-12-31T23:59:59Z")).apply(test::plain_document(), held(), place),
              fails_with("SIGNER_OUTSIDE_VALIDITY"));
}

TEST(Sealer, DoesNotSealWithoutATimeStamp) {
  const auto no_authority = [](ByteView) -> Result<Bytes> {
    return fail(ErrorKind::unavailable, "TIMESTAMP_UNAVAILABLE");
  };
  const Sealer sealer(no_authority, [] { return test_pki().now; });
  EXPECT_THAT(sealer.apply(test::plain_document(), held(), place), fails_with("TIMESTAMP_UNAVAILABLE"));
}

TEST(Sealer, RefusesWhatIsNoDocument) {
  EXPECT_THAT(sealer().apply(as_bytes("no package"), held(), place), fails_with("ZIP_MALFORMED"));
  EXPECT_THAT(sealer().apply(ofd::write_package({{"a.txt", to_bytes("a")}}), held(), place),
              fails_with("OFD_NOT_OFD"));
}

TEST(Sealer, RefusesAClosedDocument) {
  const Bytes closed = test::sealed(test::plain_document(), held(), {.last = true});
  EXPECT_THAT(sealer().apply(closed, held(), place), fails_with("OFD_CLOSED"));
}

} // namespace
} // namespace elicense::seal
