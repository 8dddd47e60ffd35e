// SPDX-License-Identifier: Apache-2.0
// The table of RFC 3629, at its edges.
#include "observe/utf8.hpp"

namespace elicense::observe {
namespace {

using namespace std::literals;

TEST(Utf8, AcceptsTheEdgesOfEveryLength) {
  for (const std::string_view text :
       {""sv, "\0"sv, "\x7f"sv, "\xc2\x80"sv, "\xdf\xbf"sv, "\xe0\xa0\x80"sv, "\xed\x9f\xbf"sv,
        "\xee\x80\x80"sv, "\xef\xbf\xbf"sv, "\xf0\x90\x80\x80"sv, "\xf4\x8f\xbf\xbf"sv, "证a照"sv})
    EXPECT_TRUE(is_utf8(text));
}

TEST(Utf8, RefusesEverythingElse) {
  for (const std::string_view text :
       {"\x80"sv, "\xbf"sv, "\xc0\xaf"sv, "\xc1\xbf"sv, "\xc2"sv, "\xc2\x41"sv, "\xe0\x9f\xbf"sv,
        "\xe2\x82"sv, "\xed\xa0\x80"sv, "\xf0\x8f\xbf\xbf"sv, "\xf0\x90\x80"sv, "\xf4\x90\x80\x80"sv,
        "\xf5\x80\x80\x80"sv, "\xff"sv, "a\xe8\xaf"sv})
    EXPECT_FALSE(is_utf8(text));
}

TEST(Utf8, MeasuresTheFirstSequence) {
  EXPECT_EQ(utf8_sequence(""), 0U);
  EXPECT_EQ(utf8_sequence("ab"), 1U);
  EXPECT_EQ(utf8_sequence("é"), 2U);
  EXPECT_EQ(utf8_sequence("证a"), 3U);
  EXPECT_EQ(utf8_sequence("😀"), 4U);
}

} // namespace
} // namespace elicense::observe
