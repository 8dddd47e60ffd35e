// SPDX-License-Identifier: Apache-2.0
// SM3: the examples of GB/T 32905 Annex A and the empty message; in parts as in one.
#include "crypto/sm3.hpp"
#include <gtest/gtest.h>

namespace elicense::crypto {
namespace {

TEST(Sm3, KnownAnswers) {
  EXPECT_EQ(to_hex(sm3(as_bytes("abc"))), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  std::string sixteen;
  for (int i = 0; i < 16; ++i)
    sixteen += "abcd";
  EXPECT_EQ(to_hex(sm3(as_bytes(sixteen))),
            "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
  EXPECT_EQ(to_hex(sm3({})), "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b");
}

TEST(Sm3, PartsGiveTheDigestOfTheWhole) {
  const Bytes message(1000, 'x');
  for (const std::size_t cut : {0U, 1U, 55U, 56U, 63U, 64U, 65U, 999U, 1000U}) {
    Sm3 digest;
    digest.update(ByteView(message).first(cut));
    digest.update(ByteView(message).subspan(cut));
    EXPECT_EQ(digest.finish(), sm3(message)) << cut;
    EXPECT_EQ(sm3_of_parts({ByteView(message).first(cut), ByteView(message).subspan(cut)}), sm3(message))
        << cut;
  }
}

TEST(Sm3, FinishedIsFinished) {
  Sm3 digest;
  digest.finish();
  EXPECT_THROW(digest.finish(), std::runtime_error);
}

} // namespace
} // namespace elicense::crypto
