// SPDX-License-Identifier: Apache-2.0
// What a test expects of a Result: EXPECT_THAT(from_hex("0"), fails_with("HEX_MALFORMED")).
#pragma once
#include "crypto/result.hpp"
#include <gmock/gmock.h>

namespace elicense::test {

MATCHER(succeeds, "succeeds") {
  if (!arg) *result_listener << arg.error().code << ": " << arg.error().detail;
  return arg.has_value();
}

MATCHER_P(fails_with, code, "fails with " + std::string(code)) {
  if (arg) {
    *result_listener << "succeeded";
    return false;
  }
  *result_listener << arg.error().code << ": " << arg.error().detail;
  return arg.error().code == code;
}

} // namespace elicense::test
