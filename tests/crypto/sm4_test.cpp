// SPDX-License-Identifier: Apache-2.0
// The sealed envelope: a fixed one made by another implementation's parts, the round trip, and every change
// refused.
#include "crypto/sm4.hpp"
#include "tests/support/result_matchers.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace elicense::crypto {
namespace {

using test::fails_with;

const RandomSource sevens = [](std::span<std::uint8_t> out) { std::ranges::fill(out, std::uint8_t{7}); };

SealingKey key_of(std::uint8_t value) {
  return SealingKey(SecretBytes(Bytes(sealing_key_size, value)));
}

Result<std::string> opened_text(const SealingKey& key, ByteView sealed, std::string_view associated) {
  const Result<SecretBytes> opened = key.open(sealed, as_bytes(associated));
  if (!opened) return opened.error();
  return std::string(as_text(opened->view()));
}

// Made outside by `openssl enc -sm4-ctr` and `openssl dgst -sm3` from the layout written in the source.
TEST(SealedBytes, KnownEnvelope) {
  const Bytes sealed = key_of(1).seal(as_bytes("the plain text of 2 blocks"), as_bytes("table/row"), sevens);
  EXPECT_EQ(to_hex(sealed), "010707070707070707070707070707070707847f0f57cc94cecf220501efda72118a6aa6d087c06b"
                            "39ed434f8dac1526c0afdae0c89b03bfae44250b74e9cdddd294d44569c0e2dd20a211");
  EXPECT_EQ(opened_text(key_of(1), sealed, "table/row").value(), "the plain text of 2 blocks");
}

TEST(SealedBytes, AnyLengthComesBack) {
  for (const std::size_t size : {0U, 1U, 15U, 16U, 17U, 4096U}) {
    const std::string plain(size, 'p');
    const Bytes sealed = key_of(1).seal(as_bytes(plain), {}, system_random);
    EXPECT_EQ(sealed.size(), size + sealing_overhead);
    EXPECT_EQ(opened_text(key_of(1), sealed, "").value(), plain);
  }
}

TEST(SealedBytes, SameTextNeverLooksTheSame) {
  EXPECT_NE(key_of(1).seal(as_bytes("text"), {}, system_random),
            key_of(1).seal(as_bytes("text"), {}, system_random));
}

TEST(SealedBytes, EveryChangedBitIsRefused) {
  const Bytes sealed = key_of(1).seal(as_bytes("secret"), as_bytes("for me"), system_random);
  for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
    Bytes changed = sealed;
    changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ 1U << bit % 8);
    EXPECT_THAT(opened_text(key_of(1), changed, "for me"),
                fails_with(bit < 8 ? "ENVELOPE_MALFORMED" : "ENVELOPE_TAG"));
  }
}

TEST(SealedBytes, WrongKeyOrAssociatedDataIsRefused) {
  const Bytes sealed = key_of(1).seal(as_bytes("secret"), as_bytes("for me"), system_random);
  EXPECT_THAT(opened_text(key_of(2), sealed, "for me"), fails_with("ENVELOPE_TAG"));
  EXPECT_THAT(opened_text(key_of(1), sealed, "for you"), fails_with("ENVELOPE_TAG"));
  EXPECT_THAT(opened_text(key_of(1), sealed, ""), fails_with("ENVELOPE_TAG"));
}

// Without the sizes under the tag, bytes could wander between associated data and ciphertext.
TEST(SealedBytes, BytesCannotWanderIntoTheAssociatedData) {
  const Bytes sealed = key_of(1).seal(as_bytes("secret"), as_bytes("for me"), sevens);
  Bytes shorter(sealed.begin(), sealed.begin() + 17);
  shorter.insert(shorter.end(), sealed.begin() + 18, sealed.end());
  const std::string associated = "for me" + std::string(1, static_cast<char>(sealed[17]));
  EXPECT_THAT(opened_text(key_of(1), shorter, associated), fails_with("ENVELOPE_TAG"));
}

TEST(SealedBytes, TooShortOrLongIsMalformed) {
  const Bytes sealed = key_of(1).seal({}, {}, system_random);
  ASSERT_EQ(sealed.size(), sealing_overhead);
  for (std::size_t size = 0; size < sealed.size(); ++size) {
    EXPECT_THAT(opened_text(key_of(1), ByteView(sealed).first(size), ""), fails_with("ENVELOPE_MALFORMED"));
  }
  Bytes too_long(max_sealed_plaintext_size + sealing_overhead + 1);
  too_long[0] = 1;
  EXPECT_THAT(opened_text(key_of(1), too_long, ""), fails_with("ENVELOPE_MALFORMED"));
  too_long.pop_back();
  EXPECT_THAT(opened_text(key_of(1), too_long, ""), fails_with("ENVELOPE_TAG"));
}

TEST(SealedBytes, LargestPlaintext) {
  const Bytes largest(max_sealed_plaintext_size, 'p');
  const Bytes sealed = key_of(1).seal(largest, {}, system_random);
  EXPECT_TRUE(equal(key_of(1).open(sealed, {}).value().view(), largest));
  EXPECT_THROW(key_of(1).seal(Bytes(max_sealed_plaintext_size + 1), {}, system_random), std::length_error);
}

TEST(SealedBytes, KeysHave32Bytes) {
  for (const std::size_t size : {0U, 16U, 31U, 33U}) {
    EXPECT_THROW(SealingKey{SecretBytes(size)}, std::length_error);
  }
}

} // namespace
} // namespace elicense::crypto
