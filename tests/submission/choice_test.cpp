// SPDX-License-Identifier: Apache-2.0
#include "submission/choice.hpp"
#include "tests/submission/matters.hpp"

namespace elicense::submission {
namespace {

using license::License;
using nlohmann::json;

class Choosing : public testing::Test {
 protected:
  Choice chosen(const std::vector<License>& licenses, json facts = json::object(),
                std::size_t material = 0) const {
    return choose(matter.items[0].materials[material], licenses, test::case_of(card, std::move(facts)));
  }
  std::string first(const std::vector<License>& licenses, json facts = json::object(),
                    std::size_t material = 0) {
    kept = licenses;
    const Choice choice = chosen(kept, std::move(facts), material);
    EXPECT_EQ(choice.license, nullptr);
    return choice.reasons.empty() ? "" : std::string(to_text(choice.reasons.front().obstacle));
  }
  void set_rule(const char* logic) {
    matter.items[0].materials[0].alternatives[0].rules = {{"one", "规则", "rule", json::parse(logic)}};
  }
  static License until(License license, const std::string& day) {
    license.valid_until = day;
    license.identifier += day;
    return license;
  }

  License card = test::card();
  Matter matter = test::matter_of(test::matter_object());
  std::vector<License> kept;
};

TEST_F(Choosing, TakesALicenseThatStands) {
  const std::vector<License> licenses{card};
  const Choice choice = chosen(licenses);
  ASSERT_EQ(choice.license, &licenses[0]);
  EXPECT_EQ(choice.alternative, &matter.items[0].materials[0].alternatives[0]);
  EXPECT_TRUE(choice.reasons.empty());
}

TEST_F(Choosing, TakesTheOneThatLastsLongest) {
  std::vector<License> licenses{until(card, "2031-01-01"), until(card, "长期"), until(card, "2035-01-01")};
  EXPECT_EQ(chosen(licenses).license, &licenses[1]);
  licenses.erase(licenses.begin() + 1);
  EXPECT_EQ(chosen(licenses).license, &licenses[1]);
}

TEST_F(Choosing, SaysInHowManyDaysItExpires) {
  kept = {until(card, to_china_date(test::test_pki().now + std::chrono::days(12)))};
  const Choice choice = chosen(kept);
  ASSERT_EQ(choice.reasons.size(), 1U);
  EXPECT_EQ(choice.reasons[0].obstacle, Obstacle::expires_soon);
  EXPECT_EQ(choice.reasons[0].days, 12);
  EXPECT_EQ(choice.reasons[0].rule->code, "remaining-30-days");
}

TEST_F(Choosing, SaysWhyNoneStands) {
  EXPECT_EQ(first({}), "MATERIAL_NOT_ISSUED");
  EXPECT_EQ(first({card}, {}, 2), "MATERIAL_NOT_LINKED");
  License suspended = card;
  suspended.registered_state = license::State::suspended;
  EXPECT_EQ(first({suspended}), "MATERIAL_NOT_IN_FORCE");
  set_rule(R"({"in": ["99", {"var": "license.issuer_regions"}]})");
  EXPECT_EQ(first({card}), "MATERIAL_ISSUER_REGION");
  set_rule(R"({"===": [{"var": "license.assurance"}, "Z"]})");
  EXPECT_EQ(first({card}), "MATERIAL_QUALITY");
  set_rule(R"({"===": [{"var": "license.data.姓名"}, "王五样例"]})");
  EXPECT_EQ(first({card}), "MATERIAL_RULE_NOT_MET");
  set_rule(R"({"<": [{"var": "license.data.姓名"}, 1]})"); // an error is never a yes
  EXPECT_EQ(first({card}), "MATERIAL_RULE_NOT_MET");
  matter.items[0].materials[0].alternatives[0].type_code = "gone";
  EXPECT_EQ(first({card}), "MATERIAL_TYPE_UNKNOWN");
}

TEST_F(Choosing, NamesTheFactThatIsMissing) {
  set_rule(R"({"===": [{"var": "license.data.住址"}, {"var": "case.address"}]})");
  kept = {card};
  const Choice choice = chosen(kept);
  ASSERT_EQ(choice.reasons.size(), 1U);
  EXPECT_EQ(choice.reasons[0].obstacle, Obstacle::fact_missing);
  EXPECT_EQ(choice.reasons[0].path, "case.address");
  EXPECT_NE(chosen(kept, {{"address", card.data["住址"]}}).license, nullptr);
}

TEST_F(Choosing, ALicenseOfAnotherStandsOnlyWhereTheListSaysSo) {
  License other = card;
  other.holder = {"李四样例", "111", "640104198808080012"};
  EXPECT_EQ(first({other}), "MATERIAL_NOT_ISSUED");
  const std::vector<License> licenses{other};
  const json facts{{"married", true}, {"spouse", "李四样例"}};
  EXPECT_EQ(chosen(licenses, facts, 1).license, &licenses[0]);
  EXPECT_EQ(first({}, facts, 1), "MATERIAL_OTHER_HOLDER");
  EXPECT_EQ(first({card}, facts, 1), "MATERIAL_RULE_NOT_MET");
}

TEST_F(Choosing, AConditionThatDoesNotHoldAsksForNothing) {
  EXPECT_FALSE(chosen({}, {{"married", false}}, 1).asked_for);
  EXPECT_TRUE(chosen({}, {{"married", true}}, 1).asked_for);
  EXPECT_TRUE(chosen({}, json::object(), 1).asked_for); // what nobody told is asked for
  EXPECT_TRUE(chosen({}, {{"married", "no"}}, 1).asked_for);
}

TEST_F(Choosing, TellsTheNearestReasonFirst) {
  License suspended = card;
  suspended.registered_state = license::State::suspended;
  EXPECT_EQ(first({suspended, until(card, to_china_date(test::test_pki().now + std::chrono::days(3)))}),
            "MATERIAL_EXPIRES_SOON");
}

TEST_F(Choosing, TakesEitherOfTwo) {
  Alternative permit;
  permit.type_code = test::food_permit;
  auto& alternatives = matter.items[0].materials[0].alternatives;
  alternatives.insert(alternatives.begin(), permit);
  const std::vector<License> licenses{card};
  EXPECT_EQ(chosen(licenses).alternative, &alternatives[1]);
}

TEST_F(Choosing, EveryObstacleHasAWord) {
  std::set<std::string_view> words;
  for (int i = 0; i <= static_cast<int>(Obstacle::not_linked); ++i)
    words.insert(to_text(static_cast<Obstacle>(i)));
  EXPECT_EQ(words.size(), 11U);
}

} // namespace
} // namespace elicense::submission
