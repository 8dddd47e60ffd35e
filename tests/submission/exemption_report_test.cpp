// SPDX-License-Identifier: Apache-2.0
#include "submission/exemption_report.hpp"

#include <gtest/gtest.h>

namespace elicense::submission {
namespace {

TEST(ExemptionReport, GroupsHaveTheirWords) {
  for (const GroupBy by :
       {GroupBy::matter, GroupBy::authority, GroupBy::region, GroupBy::day, GroupBy::week, GroupBy::month})
    EXPECT_EQ(group_by_from_text(to_text(by)), by);
  EXPECT_EQ(group_by_from_text("year"), std::nullopt);
}

TEST(ExemptionReport, SaysPerCentToATenth) {
  EXPECT_EQ(percent({.asked_for = 3, .given = 1}), 33.3);
  EXPECT_EQ(percent({.asked_for = 3, .given = 2}), 66.7);
  EXPECT_EQ(percent({.asked_for = 2, .given = 2}), 100.0);
  EXPECT_EQ(percent({.asked_for = 2}), 0.0);
  EXPECT_EQ(percent({}), std::nullopt);
}

} // namespace
} // namespace elicense::submission
