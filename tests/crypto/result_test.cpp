// SPDX-License-Identifier: Apache-2.0
#include "crypto/result.hpp"
#include <gtest/gtest.h>

namespace elicense {
namespace {

TEST(Result, ThrowsWhenAValueIsTakenThatIsNotThere) {
  const Result<int> none = fail(ErrorKind::invalid, "A_CODE", "a detail");
  try {
    none.value();
    FAIL() << "a value was given";
  } catch (const ResultError& error) {
    EXPECT_STREQ(error.what(), "A_CODE: a detail");
  }
}

} // namespace
} // namespace elicense
