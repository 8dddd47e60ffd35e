// SPDX-License-Identifier: Apache-2.0
// What a test expects of a Result: EXPECT_THAT(from_hex("0"), fails_with("HEX_MALFORMED")).
#pragma once
#include "crypto/result.hpp"
#include <gmock/gmock.h>

namespace elicense {

template <class T> void PrintTo(const Result<T>& result, std::ostream* out) {
  if (result) {
    *out << "a value";
  } else {
    *out << result.error().code << ": " << result.error().detail;
  }
}

} // namespace elicense

namespace elicense::test {

MATCHER(succeeds, "succeeds") {
  return arg.has_value();
}

MATCHER_P(fails_with, code, "fails with " + std::string(code)) {
  return !arg && arg.error().code == code;
}

// What it fails with; empty when it succeeds.
template <class T> std::string code_of(const Result<T>& result) {
  return result ? "" : result.error().code;
}

} // namespace elicense::test
