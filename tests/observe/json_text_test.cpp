// SPDX-License-Identifier: Apache-2.0
// Values of a log line, for any bytes.
#include "observe/json_text.hpp"
#include <gtest/gtest.h>
#include <limits>
#include <nlohmann/json.hpp>

namespace elicense::observe {
namespace {

using namespace std::literals;

TEST(JsonText, IsAlwaysOneLineOfValidJson) {
  for (int first = 0; first < 256; ++first)
    for (int second = 0; second < 256; ++second) {
      const std::string bytes{static_cast<char>(first), static_cast<char>(second)};
      const std::string text = json_text(std::string_view(bytes));
      EXPECT_TRUE(nlohmann::json::accept(text)) << first << ' ' << second;
      EXPECT_TRUE(
          std::none_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }));
    }
}

TEST(JsonText, GivesValidTextBack) {
  for (const std::string& text :
       {""s, "证照"s, "a\"b\\c/d"s, "\0\x1f\x7f"s, "\u0085\u2028\u2029"s, "😀"s, "\r\n\t"s})
    EXPECT_EQ(nlohmann::json::parse(json_text(std::string_view(text))).get<std::string>(), text);
}

TEST(JsonText, EscapesWhatEndsALine) {
  EXPECT_EQ(json_text("a\n\u0085\u2028"sv), R"("a\u000a\u0085\u2028")");
}

TEST(JsonText, ReplacesWhatIsNoText) {
  EXPECT_EQ(json_text("a\xff\xc3(b"sv), R"("a\ufffd\ufffd(b")");
}

TEST(JsonText, WritesNumbersAndTruth) {
  EXPECT_EQ(json_text(std::int64_t{-7}), "-7");
  EXPECT_EQ(json_text(true), "true");
  EXPECT_EQ(json_text(0.25), "0.25");
  EXPECT_EQ(json_text(std::numeric_limits<double>::infinity()), "null");
  EXPECT_EQ(json_text(std::numeric_limits<double>::quiet_NaN()), "null");
}

} // namespace
} // namespace elicense::observe
