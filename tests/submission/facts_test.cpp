// SPDX-License-Identifier: Apache-2.0
#include "submission/facts.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::submission {
namespace {

using nlohmann::json;
using test::fails_with;
using test::succeeds;

TEST(Facts, AreShortAndFlat) {
  EXPECT_THAT(
      check_facts(json::parse(R"({"married": true, "rooms": 3, "address": "x", "changes": ["name"]})")),
      succeeds());
  EXPECT_THAT(check_facts(json::object()), succeeds());
  for (const char* bad : {"[]", "1", R"({"A": 1})", R"({"": 1})", R"({"a.b": 1})", R"({"a": null})",
                          R"({"a": 1.5})", R"({"a": {"b": 1}})", R"({"a": [1]})", R"({"a": [["x"]]})"})
    EXPECT_THAT(check_facts(json::parse(bad)), fails_with("CASE_FACTS")) << bad;
}

TEST(Facts, KeepToTheirLimits) {
  const auto fact = [](const std::string& name, json value) {
    return check_facts({{name, std::move(value)}});
  };
  EXPECT_THAT(fact("a", std::string(max_fact_text, 'x')), succeeds());
  EXPECT_THAT(fact("a", std::string(max_fact_text + 1, 'x')), fails_with("CASE_FACTS"));
  EXPECT_THAT(fact(std::string(max_fact_name, 'x'), 1), succeeds());
  EXPECT_THAT(fact(std::string(max_fact_name + 1, 'x'), 1), fails_with("CASE_FACTS"));
  EXPECT_THAT(fact("a", std::vector<std::string>(max_fact_list, "x")), succeeds());
  EXPECT_THAT(fact("a", std::vector<std::string>(max_fact_list + 1, "x")), fails_with("CASE_FACTS"));
  json many;
  for (std::size_t i = 0; i < max_facts; ++i)
    many["f" + std::to_string(i)] = 1;
  EXPECT_THAT(check_facts(many), succeeds());
  many["more"] = 1;
  EXPECT_THAT(check_facts(many), fails_with("CASE_FACTS"));
}

TEST(Facts, AreNotNamedByTheirValue) {
  EXPECT_EQ(check_facts({{"name", {{"of", "张三"}}}}).error().detail, "name");
}

} // namespace
} // namespace elicense::submission
