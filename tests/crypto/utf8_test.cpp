// SPDX-License-Identifier: Apache-2.0
// UTF-8: the ends of every range of RFC 3629 section 4, and what lies beyond them.
#include "crypto/utf8.hpp"
#include <gtest/gtest.h>

namespace elicense::crypto {
namespace {

bool well_formed(std::string_view text) {
  return is_utf8(as_bytes(text));
}

TEST(Utf8, TakesTheEndsOfEveryRange) {
  for (const std::string_view text :
       {"", "a\x7f", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xee\x80\x80", "\xef\xbf\xbf",
        "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf", "证照 — 1"})
    EXPECT_TRUE(well_formed(text)) << to_hex(as_bytes(text));
}

TEST(Utf8, RefusesWhatIsBeyondThem) {
  for (const std::string_view text :
       {"\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xf0\x8f\xbf\xbf",
        "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "\xc2\x7f", "\xc2\xc0", "\xe4\xb8\xc0", "a\xfe"})
    EXPECT_FALSE(well_formed(text)) << to_hex(as_bytes(text));
}

TEST(Utf8, RefusesSequencesCutShort) {
  for (const std::string_view whole : {"\xc2\x80", "\xe4\xb8\xad", "\xf0\x9f\x98\x80"})
    for (std::size_t size = 1; size < whole.size(); ++size)
      EXPECT_FALSE(well_formed(whole.substr(0, size))) << to_hex(as_bytes(whole)) << " to " << size;
}

TEST(Utf8, CharactersAreCounted) {
  EXPECT_EQ(count_characters("a证𠀀"), 3U);
  EXPECT_EQ(count_characters(""), 0U);
}

} // namespace
} // namespace elicense::crypto
