// SPDX-License-Identifier: Apache-2.0
// What counts as a number where a client writes one.
#include "api/whole_number.hpp"
#include "tests/support/result_matchers.hpp"

#include <gmock/gmock.h>

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

http::Request before(std::string text) {
  http::Request request;
  request.query.emplace("before", std::move(text));
  return request;
}

TEST(SequenceBefore, IsPositiveOrNotThere) {
  EXPECT_EQ(sequence_before({}, "a scan").value(), 0);
  EXPECT_EQ(sequence_before(before("12"), "a scan").value(), 12);
  for (const char* const wrong : {"0", "-1", "", "x"}) {
    const auto refused = sequence_before(before(wrong), "a scan");
    ASSERT_THAT(refused, test::fails_with("REQUEST_FIELDS")) << wrong;
    EXPECT_EQ(refused.error().detail, "before must be the sequence of a scan");
  }
}

} // namespace
} // namespace elicense::api
