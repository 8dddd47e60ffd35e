// SPDX-License-Identifier: Apache-2.0
#include "license/type_schema.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::license {
namespace {

using nlohmann::json;

std::optional<std::string> violation(const std::string& schema, const std::string& data) {
  return first_violation(**compile_schema(json::parse(schema)), json::parse(data));
}

TEST(TypeSchema, JudgesByDraft07) {
  EXPECT_EQ(violation(R"({"type":"object"})", "{}"), std::nullopt);
  EXPECT_EQ(violation(R"({"properties":{"a":{"const":1}}})", R"({"a":1})"), std::nullopt);
  EXPECT_NE(violation(R"({"properties":{"a":{"const":1}}})", R"({"a":2})"), std::nullopt);
  EXPECT_NE(violation(R"({"if":{"required":["a"]},"then":{"required":["b"]}})", R"({"a":2})"), std::nullopt);
  EXPECT_EQ(violation(R"({"if":{"required":["a"]},"then":{"required":["b"]}})", R"({"c":2})"), std::nullopt);
}

TEST(TypeSchema, CountsCharactersNotBytes) {
  EXPECT_EQ(violation(R"({"maxLength":2})", "\"证照\""), std::nullopt);
  EXPECT_NE(violation(R"({"maxLength":2})", "\"证照证\""), std::nullopt);
}

TEST(TypeSchema, PointsIntoTheData) {
  EXPECT_EQ(violation(R"({"properties":{"a":{"items":{"type":"string"}}}})", R"({"a":["x",1]})"),
            "/a/1: Value type not permitted by 'type' constraint.");
  EXPECT_THAT(*violation(R"({"type":"string"})", "1"), testing::StartsWith("/: "));
}

TEST(TypeSchema, IsRefusedWhenItIsNone) {
  for (const char* const text :
       {"1", "[]", R"({"type":5})", R"({"properties":5})", R"({"required":"a"})", R"({"minLength":"a"})",
        R"({"$ref":"http://127.0.0.1/other.json"})", R"({"properties":{"a":{"pattern":"["}}})"})
    EXPECT_THAT(compile_schema(json::parse(text)), test::fails_with("TYPE_INVALID")) << text;
}

} // namespace
} // namespace elicense::license
