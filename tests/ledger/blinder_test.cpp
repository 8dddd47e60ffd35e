// SPDX-License-Identifier: Apache-2.0
#include "crypto/hmac.hpp"
#include "ledger/blinder.hpp"
#include <gtest/gtest.h>

namespace elicense::ledger {
namespace {

Blinder blinder(std::uint8_t key = 7) {
  return Blinder(crypto::SecretBytes(Bytes(min_blinding_key_size, key)));
}

TEST(Blinder, IsHmacOverRoleAndValue) {
  const Bytes key(min_blinding_key_size, 7);
  EXPECT_EQ(blinder().reference(ReferenceRole::holder, "11010519491231002X"),
            crypto::hmac_sm3(key, as_bytes("\x02"
                                           "11010519491231002X")));
  EXPECT_EQ(blinder().reference(ReferenceRole::seal, ""), crypto::hmac_sm3(key, as_bytes("\x03")));
}

TEST(Blinder, DependsOnKeyRoleAndValue) {
  const Hash reference = blinder().reference(ReferenceRole::holder, "a");
  EXPECT_EQ(blinder().reference(ReferenceRole::holder, "a"), reference);
  EXPECT_NE(blinder(8).reference(ReferenceRole::holder, "a"), reference);
  EXPECT_NE(blinder().reference(ReferenceRole::operator_, "a"), reference);
  EXPECT_NE(blinder().reference(ReferenceRole::holder, "b"), reference);
}

TEST(Blinder, RefusesShortKeys) {
  EXPECT_THROW(Blinder(crypto::SecretBytes(min_blinding_key_size - 1)), std::invalid_argument);
  EXPECT_NO_THROW(Blinder(crypto::SecretBytes(min_blinding_key_size + 1)));
}

} // namespace
} // namespace elicense::ledger
