// SPDX-License-Identifier: Apache-2.0
#include "stock/calendar.hpp"
#include "stock/decoder.hpp"
#include "stock/text.hpp"
#include "tests/stock/stock_files.hpp"

namespace elicense::stock {
namespace {

TEST(StockText, IsTrimmedOfEveryBlank) {
  EXPECT_EQ(trimmed(" \t\u00a0\u3000\r\na b\u3000 "), "a b");
  EXPECT_EQ(trimmed("\u3000"), "");
  EXPECT_EQ(trimmed(""), "");
}

TEST(StockText, IsChangedAndAskedByCharacter) {
  EXPECT_EQ(changed("a证b", [](char32_t c) { return c == U'证' ? U'照'
                                                    : c == 'b' ? char32_t{0}
                                                               : c; }),
            "a照");
  EXPECT_TRUE(any_character("a证", [](char32_t c) { return c == U'证'; }));
  EXPECT_FALSE(any_character("ab", [](char32_t c) { return c == U'证'; }));
  EXPECT_TRUE(any_pair("x证照", [](char32_t a, char32_t b) { return a == U'证' && b == U'照'; }));
  EXPECT_FALSE(any_pair("证x照", [](char32_t a, char32_t b) { return a == U'证' && b == U'照'; }));
}

TEST(StockText, IsAskedAsAWhole) {
  EXPECT_TRUE(has_digits_only("012"));
  EXPECT_FALSE(has_digits_only(""));
  EXPECT_FALSE(has_digits_only("1a"));
  EXPECT_TRUE(has_only_ascii("a1"));
  EXPECT_FALSE(has_only_ascii("证"));
}

TEST(Decoder, ReadsGb18030OfOneTwoAndFourBytes) {
  const auto decoder = Decoder::make(Encoding::gb18030).value();
  EXPECT_EQ(decoder.decode("a\xD6\xA4\xD5\xD5"), "a证照");
  EXPECT_EQ(decoder.decode("\x95\x32\x82\x36"), "𠀀");
  EXPECT_EQ(decoder.decode(""), "");
  const std::string text = "证照𠀀€㐀ḿ";
  EXPECT_EQ(decoder.decode(to_gb18030(text)), text);
}

TEST(Decoder, RefusesOtherBytes) {
  const auto decoder = Decoder::make(Encoding::gb18030).value();
  for (const char* bytes : {"\xFF", "\xD6", "\xD6\x20", "\x81\x30\x81"})
    EXPECT_EQ(decoder.decode(bytes), std::nullopt);
  EXPECT_EQ(decoder.decode("\xD6\xA4"), "证") << "as before, after a refusal";
  EXPECT_EQ(Decoder::make(Encoding::utf8).value().decode("\xD5\xD5"), std::nullopt);
  EXPECT_EQ(Decoder::make(Encoding::utf8).value().decode("证"), "证");
}

TEST(Calendar, CountsOn) {
  EXPECT_EQ(to_iso(to_days("2024-02-28") + std::chrono::days(2)), "2024-03-01");
  EXPECT_EQ(to_iso(to_days("2026-01-01") - std::chrono::days(1)), "2025-12-31");
  EXPECT_EQ(to_iso(987, 1, 2), "0987-01-02");
}

} // namespace
} // namespace elicense::stock
