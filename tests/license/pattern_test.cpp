// SPDX-License-Identifier: Apache-2.0
#include "license/pattern.hpp"
#include "license/type_schema.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::license {
namespace {

using nlohmann::json;

bool matches(const std::string& pattern, const std::string& text) {
  const auto schema = compile_schema(json{{"properties", {{"字段", {{"pattern", pattern}}}}}});
  return !first_violation(*schema.value(), json{{"字段", text}});
}

TEST(Pattern, MatchesAnywhereUnlessAnchored) {
  EXPECT_TRUE(matches("[0-9]", "证1照"));
  EXPECT_FALSE(matches("^[0-9]$", "证1照"));
}

TEST(Pattern, CountsCharactersNotBytes) {
  EXPECT_TRUE(matches("^..$", "证照"));
  EXPECT_TRUE(matches("^（[^0-9A-Z]+）$", "（宁夏）"));
  EXPECT_FALSE(matches("^.{3}$", "证"));
}

TEST(Pattern, NamesTheFieldAndThePattern) {
  const auto schema = compile_schema(json::parse(R"({"properties":{"a":{"pattern":"^x$"}}})"));
  EXPECT_EQ(first_violation(*schema.value(), json{{"a", "y"}}), "/a: does not match the pattern ^x$");
}

TEST(Pattern, LeavesWhatIsNoTextToItsType) {
  const auto schema = compile_schema(json::parse(R"({"properties":{"a":{"pattern":"^x$"}}})"));
  EXPECT_EQ(first_violation(*schema.value(), json{{"a", 1}}), std::nullopt);
}

// One frame of the stack per character is what std::regex takes here, and what it takes twice for (a|aa)+ is
// more than time.
TEST(Pattern, IsLinearInItsText) {
  const std::string longest(1U << 20U, 'a');
  EXPECT_TRUE(matches("^(a|b)+$", longest));
  EXPECT_FALSE(matches("^(a|aa)+$", longest + "c"));
}

TEST(Pattern, APropertyMayHaveItsName) {
  const auto schema =
      compile_schema(json::parse(R"({"properties":{"pattern":{"type":"string","pattern":"^x$"}}})"));
  EXPECT_EQ(first_violation(*schema.value(), json{{"pattern", "x"}}), std::nullopt);
  EXPECT_NE(first_violation(*schema.value(), json{{"pattern", "y"}}), std::nullopt);
}

TEST(Pattern, WhatIsNoPatternIsRefusedWithItsPlace) {
  for (const char* const wrong : {"(", "[", "a{2,1}", "(?=a)", "\\1", "*"}) {
    const json schema{{"properties", {{"a", {{"pattern", wrong}}}}}};
    EXPECT_THAT(check_patterns(schema), test::fails_with("TYPE_INVALID")) << wrong;
    EXPECT_THAT(check_patterns(schema).error().detail, testing::StartsWith("/schema/properties/a/pattern: "));
  }
  EXPECT_THAT(check_patterns(json::parse(R"({"patternProperties":{"a":{}}})")),
              test::fails_with("TYPE_INVALID"));
}

} // namespace
} // namespace elicense::license
