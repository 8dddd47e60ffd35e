// SPDX-License-Identifier: Apache-2.0
// Secrets move, are copied only on request, and wipe themselves.
#include "crypto/secret.hpp"
#include <gtest/gtest.h>
#include <type_traits>
#include <utility>

namespace elicense::crypto {
namespace {

static_assert(!std::is_copy_constructible_v<SecretBytes> && !std::is_copy_assignable_v<SecretBytes>);
static_assert(std::is_nothrow_move_constructible_v<SecretBytes>);

TEST(SecretBytes, StartsAsZeros) {
  const SecretBytes secret(40);
  EXPECT_EQ(to_bytes(secret.view()), Bytes(40));
}

TEST(SecretBytes, EmptyIsFine) {
  const SecretBytes none;
  EXPECT_EQ(none.size(), 0U);
  EXPECT_EQ(none.clone().size(), 0U);
  EXPECT_EQ(SecretBytes(ByteView{}).size(), 0U);
}

TEST(SecretBytes, MovingLeavesNothingBehind) {
  SecretBytes first(as_bytes("secret"));
  SecretBytes second(std::move(first));
  EXPECT_EQ(as_text(second.view()), "secret");
  SecretBytes third(as_bytes("older"));
  third = std::move(second);
  EXPECT_EQ(as_text(third.view()), "secret");
  EXPECT_EQ(second.size(), 0U); // NOLINT(bugprone-use-after-move): that is the question
  SecretBytes& self = third;
  third = std::move(self);
  EXPECT_EQ(as_text(third.view()), "secret");
}

TEST(SecretBytes, CloneIsItsOwn) {
  SecretBytes secret(as_bytes("secret"));
  const SecretBytes copy = secret.clone();
  secret.span()[0] = 'S';
  EXPECT_EQ(as_text(copy.view()), "secret");
  EXPECT_EQ(as_text(secret.view()), "Secret");
}

TEST(SecretBytes, WipeOverwrites) {
  Bytes bytes = to_bytes("secret");
  wipe(bytes);
  EXPECT_EQ(bytes, Bytes(6));
}

} // namespace
} // namespace elicense::crypto
