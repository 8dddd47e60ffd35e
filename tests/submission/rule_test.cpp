// SPDX-License-Identifier: Apache-2.0
// The language of rules, by the cases of tests/submission/rules.json.
#include "submission/rule.hpp"
#include "tests/support/files.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::submission {
namespace {

using nlohmann::json;
using test::fails_with;
using test::succeeds;

json suite() {
  const auto file = test::read_file(test::source_folder() / "tests/submission/rules.json");
  return json::parse(as_text(file));
}

std::string outcome(const json& rule, const json& data) {
  const auto found = evaluate(rule, data);
  return found ? (*found ? "true" : "false") : found.error().code;
}

TEST(Rules, SayWhatTheSuiteSays) {
  const json all = suite();
  ASSERT_GT(all["cases"].size(), 100U);
  for (const json& one : all["cases"]) {
    const json& expected = one["expected"];
    EXPECT_EQ(outcome(one["rule"], one.value("data", all["data"])),
              expected.is_string() ? expected.get<std::string>() : expected.dump())
        << one["name"];
  }
}

TEST(Rules, AreCheckedBeforeTheyAreAsked) {
  const json all = suite();
  for (const json& one : all["cases"]) {
    const auto good = check_rule(one["rule"]);
    EXPECT_EQ(good.has_value(), one["expected"] != "RULE_INVALID") << one["name"];
  }
}

TEST(Rules, AskedAboutNothingNeverSayYesByMistake) {
  const json all = suite();
  for (const json& one : all["cases"])
    if (check_rule(one["rule"]) && !reads_of(one["rule"]).empty()) {
      EXPECT_NO_THROW(outcome(one["rule"], json())) << one["name"];
      EXPECT_NO_THROW(outcome(one["rule"], json::array({1}))) << one["name"];
    }
  EXPECT_THAT(evaluate({{"var", "a"}}, json()), fails_with("RULE_MISSING"));
}

TEST(Rules, NameThePlaceThatIsWrong) {
  const auto bad = check_rule(json::parse(R"({"and": [true, {"<": [1, "x"]}]})"));
  ASSERT_THAT(bad, fails_with("RULE_INVALID"));
  EXPECT_EQ(bad.error().detail, "/and/1/</1: an operand of the wrong kind");
}

TEST(Rules, NameWhatIsMissing) {
  EXPECT_EQ(evaluate(json::parse(R"({"===": [{"var": "case.spouse"}, "x"]})"), json::object()).error().detail,
            "case.spouse");
}

TEST(Rules, TellWhatTheyRead) {
  const json rule =
      json::parse(R"({"and": [{"var": ["case.rented", false]}, {"<": [{"var": "applicant.age"}, 60]}]})");
  EXPECT_EQ(reads_of(rule), (std::set<std::string>{"applicant.age", "case.rented"}));
}

} // namespace
} // namespace elicense::submission
