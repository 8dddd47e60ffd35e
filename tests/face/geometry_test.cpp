// SPDX-License-Identifier: Apache-2.0
#include "face/geometry.hpp"
#include <gtest/gtest.h>

namespace elicense::face {
namespace {

TEST(Millimetres, AreShort) {
  EXPECT_EQ(mm(12), "12");
  EXPECT_EQ(mm(12.3), "12.3");
  EXPECT_EQ(mm(12.345), "12.35");
  EXPECT_EQ(mm(12.05), "12.05");
  EXPECT_EQ(mm(0.004), "0");
}

TEST(Millimetres, MayBeNegativeButNeverMinusZero) {
  EXPECT_EQ(mm(-0.5), "-0.5");
  EXPECT_EQ(mm(-12.07), "-12.07");
  EXPECT_EQ(mm(-0.004), "0");
}

TEST(Box, IsWrittenAsGbt33190Does) {
  EXPECT_EQ(mm_box({1, 2.5, 30, 40.25}), "1 2.5 30 40.25");
}

TEST(Color, HasTwoForms) {
  EXPECT_EQ(color_triple({184, 36, 3}), "184 36 3");
  EXPECT_EQ(color_hex({184, 36, 3}), "#b82403");
}

} // namespace
} // namespace elicense::face
