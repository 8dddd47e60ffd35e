// SPDX-License-Identifier: Apache-2.0
#include "submission/matter.hpp"
#include <gtest/gtest.h>

namespace elicense::submission {
namespace {

TEST(Matter, FindsAnItemByItsCode) {
  Matter matter;
  matter.items = {{"01", "first", "natural_person", {}}, {"02", "second", "both", {}}};
  ASSERT_NE(matter.item("02"), nullptr);
  EXPECT_EQ(matter.item("02")->name, "second");
  EXPECT_EQ(matter.item("03"), nullptr);
}

} // namespace
} // namespace elicense::submission
