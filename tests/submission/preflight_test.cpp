// SPDX-License-Identifier: Apache-2.0
#include "submission/preflight.hpp"
#include "tests/submission/matters.hpp"
#include "tests/support/result_matchers.hpp"
#include <gmock/gmock.h>

namespace elicense::submission {
namespace {

using license::License;
using nlohmann::json;
using test::fails_with;
using testing::ElementsAre;

Known all_of(std::vector<License> licenses) {
  return {.licenses = std::move(licenses), .completely = [](std::string_view) { return true; }};
}

std::vector<std::string> words(const Preflight& answer) {
  std::vector<std::string> words;
  for (const MaterialAnswer& material : answer.materials)
    words.emplace_back(to_text(material.exemption));
  return words;
}

class Asking : public testing::Test {
 protected:
  Preflight ask(const Known& known, json facts = {{"married", true}, {"spouse", "李四样例"}}) const {
    return preflight(matter.items[0], known, test::case_of(card, std::move(facts))).value();
  }

  License card = test::card();
  Matter matter = test::matter_of(test::matter_object());
};

TEST_F(Asking, CountsWhatNeedNotBeSubmitted) {
  const Known known = all_of({card});
  const Preflight answer = ask(known);
  // the own card was no spouse's, and the spouse has another one
  EXPECT_THAT(words(answer), ElementsAre("exempt", "not_exempt", "not_exempt"));
  EXPECT_EQ(answer.all, 3U);
  EXPECT_EQ(answer.exempt, 1U);
  EXPECT_EQ(answer.with_authorization, 0U);
}

TEST_F(Asking, AnothersLicenseNeedsTheOther) {
  const Known known = all_of({});
  const Preflight answer = ask(known);
  EXPECT_THAT(words(answer), ElementsAre("not_exempt", "exempt_with_authorization", "not_exempt"));
  EXPECT_EQ(answer.materials[0].choice.reasons[0].obstacle, Obstacle::not_issued);
  EXPECT_EQ(answer.materials[1].choice.reasons[0].obstacle, Obstacle::other_holder);
  EXPECT_EQ(answer.materials[2].choice.reasons[0].obstacle, Obstacle::not_linked);
}

TEST_F(Asking, WhatIsNotAskedForDoesNotCount) {
  const Known known = all_of({card});
  const Preflight answer = ask(known, {{"married", false}});
  EXPECT_THAT(words(answer), ElementsAre("exempt", "not_asked_for", "not_exempt"));
  EXPECT_EQ(answer.all, 2U);
}

TEST_F(Asking, KnowingNothingSaysNothing) {
  const Known nothing = nothing_known();
  const Preflight answer = ask(nothing);
  EXPECT_THAT(words(answer),
              ElementsAre("exempt_with_authorization", "exempt_with_authorization", "not_exempt"));
  EXPECT_TRUE(answer.materials[0].choice.reasons.empty());
  EXPECT_EQ(answer.with_authorization, 2U);
  EXPECT_TRUE(told_by(answer).empty());
}

TEST_F(Asking, OfTypesThatAreNotSeenItSaysNothing) {
  Known known = all_of({});
  known.completely = [](std::string_view type) { return type != test::identity_card; };
  EXPECT_EQ(words(ask(known))[0], "exempt_with_authorization");
}

TEST_F(Asking, WhatWasGivenAndDoesNotStandIsTold) {
  License suspended = card;
  suspended.registered_state = license::State::suspended;
  Known known = nothing_known();
  known.licenses = {suspended};
  const Preflight answer = ask(known);
  EXPECT_EQ(words(answer)[0], "not_exempt");
  EXPECT_EQ(answer.materials[0].choice.reasons[0].obstacle, Obstacle::not_in_force);
}

TEST_F(Asking, LicensesThatCannotBeAskedForAreNoLicenses) {
  Known known = nothing_known();
  known.failed = true;
  const Preflight answer = ask(known);
  EXPECT_THAT(words(answer), ElementsAre("not_exempt", "not_exempt", "not_exempt"));
  EXPECT_EQ(answer.materials[0].choice.reasons[0].obstacle, Obstacle::source_failed);
  EXPECT_EQ(answer.materials[2].choice.reasons[0].obstacle, Obstacle::not_linked);
}

TEST_F(Asking, AnItemIsForItsApplicants) {
  Case of = test::case_of(card);
  of.applicant = {"", "001", "11640000MB999999XM"};
  EXPECT_THAT(preflight(matter.items[0], nothing_known(), of), fails_with("PREFLIGHT_APPLICANT"));
  matter.items[0].applicant = "both";
  EXPECT_TRUE(preflight(matter.items[0], nothing_known(), of));
}

TEST_F(Asking, NamesTheLicensesItTellsOf) {
  const Known known = all_of({card});
  const auto told = told_by(ask(known));
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].license, &known.licenses[0]);
  EXPECT_THAT(told[0].fields, ElementsAre("姓名"));
}

} // namespace
} // namespace elicense::submission
