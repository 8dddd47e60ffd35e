// SPDX-License-Identifier: Apache-2.0
// Claimed fields against the register: the outcomes of GB/T 36906 (standards 3.5).
#include "license/transition.hpp"
#include "tests/support/licensed_documents.hpp"
#include "tests/support/report_facts.hpp"
#include "tests/support/result_matchers.hpp"
#include <gmock/gmock.h>

namespace elicense::verify {
namespace {

using license::State;
using nlohmann::json;
using testing::ElementsAre;
using testing::IsEmpty;

class Claims : public testing::Test {
 protected:
  Claims() : license(test::permit()) { test::register_issued(licenses, license, as_bytes("a document")); }
  ClaimReport ask(const json& fields, Time at = test::test_pki().now) {
    return verify_claims(licenses, license.identifier, fields, at).value();
  }
  json right() const { return {{"holder_name", license.holder.name}, {"holder_code", license.holder.code}}; }

  test::MemoryRegister licenses;
  license::License license;
};

TEST_F(Claims, CorrectAndValid) {
  json all = right();
  all.update(license.data);
  all["number"] = license.number;
  const ClaimReport report = ask(all);
  EXPECT_EQ(report.outcome, ClaimOutcome::correct_and_valid);
  EXPECT_THAT(report.wrong_fields, IsEmpty());
  EXPECT_EQ(report.freshness.asked_at, test::test_pki().now);
}

TEST_F(Claims, OneOfTheThreeNamesIsEnough) {
  EXPECT_EQ(ask({{"holder_name", license.holder.name}}).outcome, ClaimOutcome::correct_and_valid);
  EXPECT_EQ(ask({{"holder_code", license.holder.code}}).outcome, ClaimOutcome::correct_and_valid);
  EXPECT_EQ(ask({{"number", license.number}}).outcome, ClaimOutcome::correct_and_valid);
}

TEST_F(Claims, StatesHaveTheirOutcomes) {
  const std::pair<State, ClaimOutcome> outcomes[] = {
      {State::pending, ClaimOutcome::correct_not_activated},
      {State::suspended, ClaimOutcome::correct_suspended},
      {State::replaced, ClaimOutcome::correct_no_longer_valid},
      {State::cancelled, ClaimOutcome::correct_no_longer_valid},
      {State::annulled, ClaimOutcome::correct_no_longer_valid},
      {State::revoked, ClaimOutcome::correct_no_longer_valid},
      {State::valid, ClaimOutcome::correct_and_valid}};
  for (const auto& [state, outcome] : outcomes) {
    licenses.set_state(license.identifier, state);
    EXPECT_EQ(ask(right()).outcome, outcome) << license::to_text(state);
  }
}

// What schemas/transitions.tsv says an old document verifies as is what a claim about it answers.
TEST_F(Claims, TheTableOfTransitionsSaysTheSame) {
  const std::map<std::string, ClaimOutcome> outcomes = {
      {"valid", ClaimOutcome::correct_and_valid},
      {"suspended", ClaimOutcome::correct_suspended},
      {"no_longer_valid", ClaimOutcome::correct_no_longer_valid}};
  const auto table = license::TransitionTable::load().value();
  for (const license::TransitionRule& rule : table.all())
    for (const auto& [from, to] : rule.to) {
      if (rule.verifies_as == "as_before") {
        EXPECT_EQ(from, to) << rule.name;
        continue;
      }
      licenses.set_state(license.identifier, to);
      EXPECT_EQ(ask(right()).outcome, outcomes.at(rule.verifies_as)) << rule.name;
    }
}

TEST_F(Claims, TheStateIsThatOfTheTimeAskedAbout) {
  EXPECT_EQ(ask(right(), test::utc("2026-02-01T00:00:00Z")).outcome, ClaimOutcome::correct_not_activated);
  EXPECT_EQ(ask(right(), test::utc("2031-03-01T00:00:00Z")).outcome, ClaimOutcome::correct_no_longer_valid);
}

TEST_F(Claims, TooLittleIsIncompleteWhetherOrNotTheLicenseExists) {
  for (const json& fields :
       {json::object(), json{{"法定代表人", "李四样例"}}, json::array(), json("x"), json()}) {
    EXPECT_EQ(ask(fields).outcome, ClaimOutcome::incomplete) << fields;
    EXPECT_EQ(verify_claims(licenses, "1.2.3", fields, test::test_pki().now).value().outcome,
              ClaimOutcome::incomplete);
  }
}

TEST_F(Claims, AnUnknownIdentifierIsNotFound) {
  const auto report = verify_claims(licenses, "1.2.3", right(), test::test_pki().now);
  EXPECT_EQ(report.value().outcome, ClaimOutcome::not_found);
}

TEST_F(Claims, WrongFieldsAreNamedWithoutTheirValues) {
  json fields = right();
  fields["holder_name"] = "别人";
  fields["经营项目"] = "别的";
  const ClaimReport report = ask(fields);
  EXPECT_EQ(report.outcome, ClaimOutcome::mismatch);
  EXPECT_THAT(report.wrong_fields, testing::UnorderedElementsAre("holder_name", "经营项目"));
}

TEST_F(Claims, EachOfTheThreeNamesIsCompared) {
  for (const char* name : {"holder_name", "holder_code", "number"})
    EXPECT_THAT(ask({{name, "别的"}}).wrong_fields, ElementsAre(name));
}

TEST_F(Claims, AFieldThatIsNotRegisteredIsWrong) {
  json fields = right();
  fields["没有的字段"] = "x";
  EXPECT_THAT(ask(fields).wrong_fields, ElementsAre("没有的字段"));
}

TEST_F(Claims, AnotherTypeOfValueIsWrong) {
  for (const json& value : {json(1), json(nullptr), json::array({license.holder.name})})
    EXPECT_THAT(ask({{"holder_name", value}}).wrong_fields, ElementsAre("holder_name")) << value;
}

TEST_F(Claims, AMismatchSaysNothingOfTheState) {
  licenses.set_state(license.identifier, State::revoked);
  EXPECT_EQ(ask({{"holder_name", "别人"}}).outcome, ClaimOutcome::mismatch);
}

TEST(ClaimsWithoutRegister, AreAnErrorNotAnAnswer) {
  test::SilentRegister silent;
  EXPECT_THAT(verify_claims(silent, "1.2.3", {{"number", "x"}}, test::test_pki().now),
              test::fails_with("STORE_UNAVAILABLE"));
}

} // namespace
} // namespace elicense::verify
