// SPDX-License-Identifier: Apache-2.0
// The words of a report.
#include "verify/report.hpp"
#include <gtest/gtest.h>

namespace elicense::verify {
namespace {

TEST(Report, NamesItsVerdicts) {
  EXPECT_EQ(to_text(Verdict::trusted), "trusted");
  EXPECT_EQ(to_text(Verdict::untrusted), "untrusted");
  EXPECT_EQ(to_text(Verdict::undetermined), "undetermined");
}

TEST(Report, NamesItsOutcomes) {
  EXPECT_EQ(to_text(Outcome::passed), "passed");
  EXPECT_EQ(to_text(Outcome::failed), "failed");
  EXPECT_EQ(to_text(Outcome::undetermined), "undetermined");
}

TEST(Report, AGroupWithoutStepsWasNotChecked) {
  EXPECT_EQ(outcome_of({}), Outcome::undetermined);
  EXPECT_EQ(outcome_of({{"A_STEP", Outcome::passed, ""}}), Outcome::passed);
  EXPECT_EQ(outcome_of({{"A_STEP", Outcome::passed, ""}, {"B_STEP", Outcome::failed, ""}}), Outcome::failed);
}

TEST(Report, IsUntrustedUntilConcluded) {
  EXPECT_EQ(Report().verdict, Verdict::untrusted);
}

} // namespace
} // namespace elicense::verify
