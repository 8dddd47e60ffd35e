// SPDX-License-Identifier: Apache-2.0
#include "crypto/key_id.hpp"

#include <gtest/gtest.h>

namespace elicense::crypto {
namespace {

TEST(KeyId, IsTheFrontOfTheDigest) { // GB/T 32905, example 1: 66c7f0f4 62eeedd9 d1f2d46b …
  EXPECT_EQ(key_id_of(as_bytes("abc")), "66c7f0f462eeedd9");
}

} // namespace
} // namespace elicense::crypto
