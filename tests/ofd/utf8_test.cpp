// SPDX-License-Identifier: Apache-2.0
#include "ofd/utf8.hpp"
#include <gtest/gtest.h>

namespace elicense::ofd {
namespace {

std::optional<char32_t> only(std::string_view text) {
  auto taken = take_code_point(text);
  return text.empty() ? taken : std::nullopt;
}

TEST(Utf8, TakesEachLength) {
  EXPECT_EQ(only("A"), U'A');
  EXPECT_EQ(only("\xC2\x80"), 0x80U);
  EXPECT_EQ(only("\xE8\xAF\x81"), U'证');
  EXPECT_EQ(only("\xF0\xA0\x80\x80"), 0x20000U);
  EXPECT_EQ(only("\xF4\x8F\xBF\xBF"), 0x10FFFFU);
}

// RFC 3629 section 3 and the examples of its section 10
TEST(Utf8, RefusesEverythingElse) {
  for (const std::string_view bad :
       {"\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xF0\x80\x80\x80", "\xF0\x8F\xBF\xBF",
        "\xED\xA0\x80", "\xED\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\x80", "\xC2",
        "\xE8\xAF", "\xF0\xA0\x80", "\xC2\x41", "\xE8\x41\x81", ""}) {
    std::string_view rest = bad;
    EXPECT_EQ(take_code_point(rest), std::nullopt) << bad;
    EXPECT_EQ(rest, bad);
  }
}

TEST(Utf8, AppendsWhatItTakes) {
  for (const char32_t c :
       {U'\x01', U'A', U'\x7F', U'\x80', U'\x7FF', U'\x800', U'证', U'\xFFFD', U'\x10000', U'\x10FFFF'}) {
    std::string text;
    append_utf8(text, c);
    EXPECT_EQ(only(text), c);
  }
}

} // namespace
} // namespace elicense::ofd
