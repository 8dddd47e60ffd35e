// SPDX-License-Identifier: Apache-2.0
// SHA-256: the examples of FIPS 180-2 Appendix B and the empty message; in parts as in one.
#include "crypto/sha256.hpp"
#include <gtest/gtest.h>

namespace elicense::crypto {
namespace {

TEST(Sha256, KnownAnswers) {
  EXPECT_EQ(to_hex(sha256({})), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(to_hex(sha256({as_bytes("abc")})),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(
      to_hex(sha256({as_bytes("abcdbcdecdefdefgefghfghighij"), as_bytes("hijkijkljklmklmnlmnomnopnopq")})),
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Sha256, PartsGiveTheDigestOfTheWhole) {
  const Bytes message(1000, 'x');
  for (const std::size_t cut : {0U, 1U, 55U, 56U, 63U, 64U, 65U, 999U, 1000U})
    EXPECT_EQ(sha256({ByteView(message).first(cut), ByteView(message).subspan(cut)}), sha256({message}))
        << cut;
}

} // namespace
} // namespace elicense::crypto
