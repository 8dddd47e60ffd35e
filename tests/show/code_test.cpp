// SPDX-License-Identifier: Apache-2.0
// Codes as they are made, and every way in which something else may look like one.
#include "show/code.hpp"
#include "tests/support/result_matchers.hpp"

#include <set>

namespace elicense::show {
namespace {

using test::fails_with;
using test::succeeds;

const Time now = from_rfc3339("2026-06-15T12:00:00Z").value();
const std::string prefix = "https://elicense.example/s/";

const Addresses& addresses() {
  static const Addresses made = Addresses::create(prefix).value();
  return made;
}

TEST(ShowCode, IsRandomAndLivesAMinute) {
  std::set<std::string> references, spoken;
  for (int i = 0; i < 1000; ++i) {
    const Code code = make_code(crypto::system_random, now);
    EXPECT_TRUE(is_reference(code.reference)) << code.reference;
    EXPECT_EQ(code.spoken.size(), spoken_digits);
    EXPECT_EQ(code.expires_at, now + std::chrono::seconds(60));
    references.insert(code.reference);
    spoken.insert(code.spoken);
  }
  EXPECT_EQ(references.size(), 1000U);
  EXPECT_GT(spoken.size(), 990U);
}

// 794623 and 002006673085 are right by python-stdnum's iso7064.mod_11_10.
TEST(ShowCode, CheckDigitIsThatOfTheStandard) {
  EXPECT_EQ(check_digit("79462"), '3');
  EXPECT_EQ(check_digit("00200667308"), '5');
}

TEST(ShowCode, CheckDigitFindsEveryWrongDigitAndNearlyEverySwap) {
  int swaps = 0, found = 0;
  for (int i = 0; i < 500; ++i) {
    const std::string good = make_code(crypto::system_random, now).spoken;
    for (std::size_t place = 0; place < good.size(); ++place)
      for (char digit = '0'; digit <= '9'; ++digit) {
        if (digit == good[place]) continue;
        std::string wrong = good;
        wrong[place] = digit;
        ASSERT_THAT(addresses().read(wrong), fails_with("SHOW_SPOKEN_CHECK")) << good << ' ' << wrong;
      }
    for (std::size_t place = 0; place + 1 < good.size(); ++place) {
      if (good[place] == good[place + 1]) continue;
      std::string wrong = good;
      std::swap(wrong[place], wrong[place + 1]);
      ++swaps;
      if (!addresses().read(wrong)) ++found;
    }
  }
  EXPECT_GT(found, swaps * 97 / 100);
}

TEST(ShowCode, IsReadAsAddressReferenceOrDigits) {
  for (int i = 0; i < 1000; ++i) {
    const Code code = make_code(crypto::system_random, now);
    for (const std::string& text : {addresses().of(code.reference), code.reference}) {
      const auto shown = addresses().read(text);
      ASSERT_THAT(shown, succeeds()) << text;
      EXPECT_FALSE(shown->spoken);
      EXPECT_EQ(shown->text, code.reference);
    }
    const std::string& digits = code.spoken;
    for (const std::string& text :
         {digits, digits.substr(0, 3) + ' ' + digits.substr(3, 3) + '-' + digits.substr(6)}) {
      const auto shown = addresses().read(text);
      ASSERT_THAT(shown, succeeds()) << text;
      EXPECT_TRUE(shown->spoken);
      EXPECT_EQ(shown->text, digits);
    }
  }
}

// S-QR: 10,000 texts that somebody may put before a scanner; none is taken for a code.
TEST(ShowCode, WhatLooksLikeACodeIsNone) {
  int tried = 0;
  const auto refuse = [&](const std::string& text) {
    ++tried;
    ASSERT_THAT(addresses().read(text), fails_with("SHOW_CODE_MALFORMED")) << text;
  };
  for (int i = 0; i < 400; ++i) {
    const std::string reference = make_reference(crypto::system_random);
    for (std::size_t kept = 0; kept < reference.size();
         ++kept) // cut; ten digits in a row would be a spoken one
      if (const std::string cut = reference.substr(0, kept); cut.size() != spoken_digits) refuse(cut);
    for (const char* const around : {" ", "\n", "=", "==", "A", "/", "?x=1", "#", "%00"}) {
      refuse(reference + around);
      refuse(prefix + reference + around);
    }
    refuse(' ' + reference);
    for (const char* const place :
         {"http://elicense.example/s/", "https://elicense.example/v/", "https://elicense.example/S/",
          "https://elicense.example./s/", "https://elicense.example:443/s/", "HTTPS://elicense.example/s/",
          "https://elicense.exаmple/s/" /* Cyrillic а */, "https://eIicense.example/s/",
          "https://elicense.example@evil.example/s/", "https://evil.example/https://elicense.example/s/",
          "javascript:https://elicense.example/s/", "https://elicense.example//s/",
          "https://elicense.example/s/../s/"})
      refuse(place + reference);
    std::string other = reference; // another alphabet, another spelling of the same bits
    other[static_cast<std::size_t>(i) % 21] = "+/.~%"[i % 5];
    refuse(other);
    other = reference;
    other.back() = "BCDEFRSThixyz0189"[i % 17];
    refuse(other);
  }
  for (const char* const digits : {"０１２３４５６７８９", "١٢٣٤٥٦٧٨٩٠", "12345678901", "123456789",
                                   "1234.567890", "1234\t567890", "-", ""})
    refuse(digits);
  EXPECT_GE(tried, 10'000);
}

TEST(ShowCode, StaysWithinTheBudgetOfItsPicture) {
  const std::string longest(max_qr_bytes - reference_letters, 'h');
  const auto made = Addresses::create(longest);
  ASSERT_THAT(made, succeeds());
  EXPECT_EQ(qr_of(made->of(make_reference(crypto::system_random))).version(), max_qr_version);
  EXPECT_THAT(Addresses::create(longest + "h"), fails_with("SHOW_URL_TOO_LONG"));
  EXPECT_LE(qr_of(addresses().of(make_reference(crypto::system_random))).version(), 4);
}

} // namespace
} // namespace elicense::show
