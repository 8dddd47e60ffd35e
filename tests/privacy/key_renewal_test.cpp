// SPDX-License-Identifier: Apache-2.0
#include "privacy/key_renewal.hpp"
#include "tests/support/memory_book.hpp"
#include <gtest/gtest.h>

namespace elicense::privacy {
namespace {

// Counts steps; `older` of them are left under an older key.
class CountingRotation final : public KeyRotation {
 public:
  Result<void> begin(Time, const ledger::Blinder&) override {
    if (refuses) return fail(ErrorKind::unavailable, "STORE_UNAVAILABLE");
    ++begun;
    older = 2;
    return {};
  }
  Result<bool> under_way() override { return older > 0; }
  Result<RotationProgress> go_on(std::size_t rows, Time, const ledger::Blinder&) override {
    EXPECT_EQ(rows, rows_in_step);
    if (refuses) return fail(ErrorKind::internal, "STORE_SEALED_FIELD");
    return RotationProgress{.done = 1, .left = --older};
  }
  Result<void> renew_index(Time, const ledger::Blinder&, const Told&) override { return {}; }
  Result<void> renew_master(const crypto::SecretBytes&, Time, const ledger::Blinder&) override { return {}; }

  bool refuses = false;
  int begun = 0;
  std::int64_t older = 0;
};

class KeyRenewalTest : public testing::Test {
 protected:
  CountingRotation rotation;
  KeyRenewal renewal{rotation, test::test_blinder(), [] { return Time(); }};
};

using Step = KeyRenewal::Step;

TEST_F(KeyRenewalTest, DoesNothingUnasked) {
  EXPECT_EQ(renewal.go_on().value(), Step::none);
  EXPECT_EQ(rotation.begun, 0);
}

TEST_F(KeyRenewalTest, BeginsOnceAndSealsUntilNothingIsLeft) {
  renewal.ask();
  for (const Step step : {Step::begun, Step::sealed, Step::finished, Step::none})
    EXPECT_EQ(renewal.go_on().value(), step);
  EXPECT_EQ(rotation.begun, 1);
}

TEST_F(KeyRenewalTest, GoesOnWithWhatWasInterruptedUnasked) {
  rotation.older = 1;
  EXPECT_EQ(renewal.go_on().value(), Step::finished);
  EXPECT_EQ(rotation.begun, 0);
}

TEST_F(KeyRenewalTest, AskedWhileOneIsUnderWayBeginsAfterIt) {
  rotation.older = 1;
  renewal.ask();
  for (const Step step : {Step::finished, Step::begun})
    EXPECT_EQ(renewal.go_on().value(), step);
}

TEST_F(KeyRenewalTest, TriesAgainWhatFailed) {
  renewal.ask();
  rotation.refuses = true;
  EXPECT_EQ(renewal.go_on().error().code, "STORE_UNAVAILABLE");
  rotation.refuses = false;
  EXPECT_EQ(renewal.go_on().value(), Step::begun);
  rotation.refuses = true;
  EXPECT_EQ(renewal.go_on().error().code, "STORE_SEALED_FIELD");
  rotation.refuses = false;
  EXPECT_EQ(renewal.go_on().value(), Step::sealed);
}

} // namespace
} // namespace elicense::privacy
