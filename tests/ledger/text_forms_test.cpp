// SPDX-License-Identifier: Apache-2.0
#include "ledger/text_forms.hpp"
#include <gtest/gtest.h>

namespace elicense::ledger {
namespace {

TEST(Lines, AreTakenWithTheirNewline) {
  std::string_view text = "a\n\nrest";
  EXPECT_EQ(take_line(text), "a");
  EXPECT_EQ(take_line(text), "");
  EXPECT_EQ(take_line(text), std::nullopt);
  EXPECT_EQ(text, "rest");
}

TEST(Decimal, HasOneFormForANumber) {
  EXPECT_EQ(decimal("0", 9), 0U);
  EXPECT_EQ(decimal("9", 9), 9U);
  EXPECT_EQ(decimal("18446744073709551615", ~std::uint64_t{0}), ~std::uint64_t{0});
  for (const std::string_view text : {"", "00", "01", "+1", "-1", " 1", "1 ", "1.0", "0x1", "1e3", "\u0661"})
    EXPECT_EQ(decimal(text, ~std::uint64_t{0}), std::nullopt) << text;
}

TEST(Decimal, EndsAtTheLargest) {
  EXPECT_EQ(decimal("10", 9), std::nullopt);
  EXPECT_EQ(decimal("18446744073709551616", ~std::uint64_t{0}), std::nullopt);
  EXPECT_EQ(decimal(std::string(1000, '9'), ~std::uint64_t{0}), std::nullopt);
}

TEST(HashText, IsBase64OfThirtyTwoBytesInItsOneForm) {
  const std::string good = to_base64(Bytes(32, 0xff)); // ends in "8=": two bits are left over
  EXPECT_EQ(hash_from_base64(good)->back(), 0xff);
  std::string loose = good;
  loose[42] = '9';
  for (const std::string& text :
       {to_base64(Bytes(31)), to_base64(Bytes(33)), loose, good + '=', good.substr(1), std::string(44, '='),
        good.substr(0, 43) + ' ', std::string()})
    EXPECT_EQ(hash_from_base64(text), std::nullopt) << text;
}

} // namespace
} // namespace elicense::ledger
