// SPDX-License-Identifier: Apache-2.0
#include "stock/passport.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::stock {
namespace {

using nlohmann::json;

Assessment assessment(std::uint64_t row, std::vector<std::string_view> rules) {
  Assessment result;
  result.row = row;
  for (const std::string_view id : rules) {
    result.findings.push_back({rule(id).id, "a field", "a detail", "a secret"});
    result.grade = std::max(result.grade, rule(id).grade);
  }
  return result;
}

TEST(Passport, CountsGradesRulesAndFirstRows) {
  Passport passport;
  for (std::uint64_t row = 1; row <= 20; ++row)
    passport.add(assessment(row, {}));
  for (std::uint64_t row = 21; row <= 40; ++row)
    passport.add(assessment(row, {"trimmed", "trimmed"}));
  passport.add(assessment(41, {"pattern", "trimmed"}));
  EXPECT_EQ(passport.rows(), 41U);
  EXPECT_EQ(passport.rows_of(Grade::a), 20U);
  EXPECT_EQ(passport.rows_of(Grade::b), 20U);
  EXPECT_EQ(passport.rows_of(Grade::c), 1U);
  EXPECT_EQ(passport.rules().at("trimmed").rows, 21U) << "once a row";
  EXPECT_EQ(passport.rules().at("trimmed").first_rows.size(), first_rows_kept);
  EXPECT_EQ(passport.rules().at("trimmed").first_rows.front(), 21U);
}

TEST(Passport, SaysTheWorstFirstAndNoValues) {
  Passport passport;
  passport.add(assessment(1, {"trimmed"}));
  passport.add(assessment(2, {"trimmed", "pattern"}));
  passport.add(assessment(3, {"not_listed"}));
  passport.add(assessment(4, {"not_listed"}));
  const json said = passport.to_json();
  EXPECT_EQ(said["rows"], 4);
  EXPECT_EQ(said["grades"], (json{{"A", 0}, {"B", 1}, {"C", 3}}));
  ASSERT_EQ(said["rules"].size(), 3U);
  EXPECT_EQ(said["rules"][0]["id"], "not_listed");
  EXPECT_EQ(said["rules"][1]["id"], "pattern");
  EXPECT_EQ(said["rules"][2]["first_rows"], (json{1, 2}));
  EXPECT_EQ(said["rules"][2]["sentence"]["en"], rule("trimmed").english);
  EXPECT_THAT(said.dump(), testing::Not(testing::HasSubstr("a secret")));
}

TEST(Passport, GoesOnFromItsText) {
  Passport passport;
  passport.add(assessment(1, {"trimmed"}));
  Passport again = Passport::from_json(json::parse(passport.to_json().dump())).value();
  EXPECT_EQ(again, passport);
  passport.add(assessment(2, {"trimmed", "pattern"}));
  again.add(assessment(2, {"trimmed", "pattern"}));
  EXPECT_EQ(again, passport);
}

TEST(Passport, RefusesWhatIsNone) {
  const json good = Passport().to_json();
  EXPECT_THAT(Passport::from_json(good), test::succeeds());
  for (const json& bad : {json(), json{{"grades", {{"A", 1}}}},
                          json{{"grades", good["grades"]}, {"rules", {{{"id", "nothing"}}}}},
                          json{{"grades", good["grades"]}, {"rules", {{{"id", "trimmed"}, {"rows", "x"}}}}}})
    EXPECT_THAT(Passport::from_json(bad), test::fails_with("STOCK_PASSPORT")) << bad;
}

} // namespace
} // namespace elicense::stock
