// SPDX-License-Identifier: Apache-2.0
// The table of the door's codes.
#include "http/refusal.hpp"
#include <set>

namespace elicense::http {
namespace {

TEST(Refusal, HasOneErrorStatusPerCode) {
  std::set<std::string_view> codes;
  for (const auto& [code, status] : refusal_table()) {
    EXPECT_TRUE(codes.insert(code).second) << code;
    EXPECT_TRUE(code.starts_with("HTTP_")) << code;
    EXPECT_TRUE(status >= 400 && status <= 505) << code;
    EXPECT_EQ(refusal_status(fail(ErrorKind::malformed, std::string(code))), status);
  }
  EXPECT_EQ(codes.size(), 22U);
}

TEST(Refusal, LeavesOtherCodesToTheirRooms) {
  EXPECT_EQ(refusal_status(fail(ErrorKind::not_found, "LICENSE_NOT_FOUND")), 0U);
}

} // namespace
} // namespace elicense::http
