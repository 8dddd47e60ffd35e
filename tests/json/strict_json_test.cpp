// SPDX-License-Identifier: Apache-2.0
#include "json/strict_json.hpp"
#include <gtest/gtest.h>

namespace elicense {
namespace {

using nlohmann::json;
using namespace std::string_literals;

std::string refusal(std::string_view text, const JsonLimits& limits = {}) {
  const auto parsed = parse_strict_json(text, limits);
  return parsed ? "" : parsed.error().code;
}

std::string place(std::string_view text) {
  return parse_strict_json(text).error().detail;
}

std::string nested(std::size_t depth) {
  return std::string(depth, '[') + std::string(depth, ']');
}

TEST(StrictJson, ReadsWhatTheLibraryReads) {
  for (
      const std::string text :
      {"{}", "[]", "null", "true", "\"\"", "0", "-1", "1.5", "-0.5", "1e3", "[1,[2,{\"a\":[3]}],{}]",
       R"({"名称":"示例","数":[9007199254740991,-9007199254740991],"a":{"b":{"a":1}},"c":"\u00e9\ud83d\ude00"})",
       " \t\r\n{ \"a\" : 1 } \n"}) {
    const auto parsed = parse_strict_json(text);
    ASSERT_TRUE(parsed) << text << parsed.error().detail;
    EXPECT_EQ(*parsed, json::parse(text)) << text;
  }
}

TEST(StrictJson, RefusesAKeyTwice) {
  EXPECT_EQ(refusal(R"({"a":1,"a":1})"), "JSON_DUPLICATE_KEY");
  EXPECT_EQ(refusal(R"({"a":1,"b":2,"\u0061":3})"), "JSON_DUPLICATE_KEY");
  EXPECT_EQ(refusal(R"([{"x":{"a":1}},{"x":{"a":1,"a":2}}])"), "JSON_DUPLICATE_KEY");
  EXPECT_EQ(place(R"([{},{"x/y":{"a":1,"a":2}}])"), "/1/x~1y/a");
  EXPECT_EQ(refusal(R"([{"a":1},{"a":1}])"), "");
}

TEST(StrictJson, RefusesNumbersOfMoreThanOneMeaning) {
  for (const std::string text :
       {"9007199254740992", "-9007199254740992", "18446744073709551615", "18446744073709551616",
        "-9223372036854775809", "1e999", "-1e999", "-0", "-0.0", "-0e1"})
    EXPECT_EQ(refusal("{\"a\":" + text + "}"), "JSON_NUMBER") << text;
  EXPECT_EQ(place(R"({"a":[1,-0]})"), "/a/1: minus zero");
}

TEST(StrictJson, RefusesFractionsWhereNoneMayBe) {
  JsonLimits integers;
  integers.fractions = false;
  EXPECT_EQ(refusal("[1]", integers), "");
  EXPECT_EQ(refusal("[1.5]", integers), "JSON_NUMBER");
  EXPECT_EQ(refusal("[1.0]", integers), "JSON_NUMBER");
  EXPECT_EQ(refusal("[1e2]", integers), "JSON_NUMBER");
}

TEST(StrictJson, RefusesBrokenText) {
  for (const std::string& text :
       {""s,           " "s,     "{"s,   "{\"a\"}"s, "{a:1}"s,   "{'a':1}"s,    "[1,]"s,
        "{\"a\":1,}"s, "[1 2]"s, "01"s,  "+1"s,      ".5"s,      "1."s,         "NaN"s,
        "Infinity"s,   "nul"s,   "\"a"s, "\"\t\""s,  "\"\\x\""s, "// note\n1"s, "/* note */1"s,
        "1 1"s,        "{}{}"s,  "{}x"s, "[]]"s})
    EXPECT_EQ(refusal(text), "JSON_MALFORMED") << text;
}

TEST(StrictJson, RefusesTextThatIsNotUnicode) {
  for (const std::string& text :
       {"\"\xff\""s, "\"\xc0\x80\""s, "\"\xed\xa0\x80\""s, "\"\xe4\xb8\""s, "\"\xf4\x90\x80\x80\""s,
        "\"\\ud800\""s, "\"\\udc00\""s, "\"\\ud800\\u0041\""s, "\xEF\xBB\xBF{}"s, "\xFE\xFF\0{\0}"s})
    EXPECT_EQ(refusal(text), "JSON_MALFORMED") << text;
}

TEST(StrictJson, RefusesNulRawAndEscaped) {
  EXPECT_EQ(refusal("{}\0 {\"hidden\":1}"s), "JSON_MALFORMED");
  EXPECT_EQ(refusal("\0"s), "JSON_MALFORMED");
  EXPECT_EQ(refusal("\"a\0b\""s), "JSON_MALFORMED");
  EXPECT_EQ(refusal(R"({"a":"\u0000"})"), "JSON_MALFORMED");
  EXPECT_EQ(refusal(R"({"\u0000":1})"), "JSON_MALFORMED");
}

TEST(StrictJson, SaysWhereTheTextIsBroken) {
  EXPECT_EQ(place("{\n  \"a\": 1,\n  b\n}"), "line 3, column 3");
  EXPECT_EQ(place("x"), "line 1, column 1");
}

TEST(StrictJson, QuotesTheStartOfALongNameInWholeCharacters) {
  const auto quoted = [](const std::string& name) { return place("{\"" + name + "\":-0}"); };
  const std::string twenty_one = "一二三四五六七八九十一二三四五六七八九十一"; // 63 bytes
  EXPECT_EQ(quoted(twenty_one + "二三"), "/" + twenty_one + ": minus zero");
  EXPECT_EQ(quoted(twenty_one + "xy"), "/" + twenty_one + "x: minus zero");
  EXPECT_EQ(quoted(std::string(64, 'x')), "/" + std::string(64, 'x') + ": minus zero");
}

TEST(StrictJson, KeepsToItsSize) {
  JsonLimits limits;
  limits.size = 8;
  EXPECT_EQ(refusal("\"12345\"", limits), "");
  EXPECT_EQ(refusal("\"123456\"", limits), "");
  EXPECT_EQ(refusal("\"1234567\"", limits), "JSON_TOO_LARGE");
  EXPECT_EQ(refusal(std::string(JsonLimits{}.size + 1, ' ')), "JSON_TOO_LARGE");
}

TEST(StrictJson, KeepsToItsDepth) {
  const std::size_t depth = JsonLimits{}.depth;
  EXPECT_EQ(refusal(nested(depth - 1)), "");
  EXPECT_EQ(refusal(nested(depth)), "");
  EXPECT_EQ(refusal(nested(depth + 1)), "JSON_TOO_DEEP");
  EXPECT_EQ(refusal(std::string(500'000, '[')), "JSON_TOO_DEEP");
}

TEST(StrictJson, KeepsToItsNumberOfValues) {
  JsonLimits limits;
  limits.values = 4;
  EXPECT_EQ(refusal("[1,2]", limits), "");
  EXPECT_EQ(refusal("[1,2,3]", limits), "");
  EXPECT_EQ(refusal("[1,2,3,4]", limits), "JSON_TOO_MANY_VALUES");
  EXPECT_EQ(refusal("[1,2,3,[]]", limits), "JSON_TOO_MANY_VALUES");
  EXPECT_EQ(refusal("{\"a\":1,\"b\":[2,3]}", limits), "JSON_TOO_MANY_VALUES");
}

// What was refused must not be quoted: it may be personal.
TEST(StrictJson, QuotesNoValue) {
  EXPECT_EQ(parse_strict_json("{\"a\":\"11010519491231002X\"x}").error().detail, "line 1, column 26");
}

} // namespace
} // namespace elicense
