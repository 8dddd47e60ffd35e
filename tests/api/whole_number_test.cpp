// SPDX-License-Identifier: Apache-2.0
// What counts as a number where a client writes one.
#include "api/whole_number.hpp"

#include <gtest/gtest.h>

namespace elicense::api {
namespace {

TEST(WholeNumber, IsReadUpToTheLargest) {
  EXPECT_EQ(whole_number("0"), 0);
  EXPECT_EQ(whole_number("17"), 17);
  EXPECT_EQ(whole_number("9223372036854775807"), INT64_MAX);
}

TEST(WholeNumber, IsNothingElse) {
  for (const char* const wrong : {"", "-1", "+1", " 1", "1 ", "1x", "x", "0x1", "1.0", "9223372036854775808"})
    EXPECT_EQ(whole_number(wrong), std::nullopt) << wrong;
}

} // namespace
} // namespace elicense::api
