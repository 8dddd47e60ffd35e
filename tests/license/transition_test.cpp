// SPDX-License-Identifier: Apache-2.0
#include "license/transition.hpp"
#include "schemas/resources.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::license {
namespace {

using test::fails_with;
using test::succeeds;

const std::string transitions(find_resource("schemas/transitions.tsv").value());
const std::string reasons(find_resource("schemas/transition-reasons.tsv").value());

std::string with(std::string text, const std::string& old, const std::string& fresh) {
  const std::size_t at = text.find(old);
  EXPECT_NE(at, std::string::npos) << old;
  return text.replace(at, old.size(), fresh);
}

TEST(TransitionTable, HasEveryTransitionOfTheTrade) {
  const auto table = TransitionTable::load().value();
  std::vector<std::string> names;
  for (const TransitionRule& rule : table.all())
    names.push_back(rule.chinese);
  EXPECT_THAT(names, testing::UnorderedElementsAre("激活", "暂停", "恢复", "注销", "撤销", "吊销", "变更",
                                                   "延续", "更正", "转出", "转入", "年检"));
  EXPECT_EQ(table.find("none of them"), nullptr);
}

TEST(TransitionTable, ReadsARow) {
  const auto table = TransitionTable::load().value();
  const TransitionRule& revoke = *table.find("revoke");
  EXPECT_EQ(revoke.to.at(State::valid), State::revoked);
  EXPECT_FALSE(revoke.to.contains(State::replaced));
  EXPECT_EQ(revoke.approved_by, "issuer_approver");
  EXPECT_TRUE(revoke.asked_by.contains("issuer_clerk"));
  EXPECT_TRUE(revoke.legal_basis);
  EXPECT_TRUE(revoke.may_wait);
  EXPECT_FALSE(revoke.reaches_back);
  EXPECT_EQ(revoke.verifies_as, "no_longer_valid");
  ASSERT_FALSE(revoke.reasons.empty());
  EXPECT_TRUE(table.find("annul")->reaches_back);
  EXPECT_TRUE(table.find("change")->new_version);
  EXPECT_TRUE(table.find("activate")->reasons.empty());
}

// What has ended stays ended: of a revoked or annulled license nothing follows, and nothing revives an old
// version.
TEST(TransitionTable, LeadsNowhereFromTheEnd) {
  const auto table = TransitionTable::load().value();
  for (const TransitionRule& rule : table.all()) {
    EXPECT_FALSE(rule.to.contains(State::revoked)) << rule.name;
    EXPECT_FALSE(rule.to.contains(State::annulled)) << rule.name;
    for (const auto& [from, to] : rule.to) {
      const bool had_ended = from == State::replaced || from == State::cancelled;
      EXPECT_TRUE(!had_ended || to == State::annulled) << rule.name;
    }
  }
}

TEST(TransitionTable, RefusesAnIncompleteTable) {
  const auto refused = fails_with("TRANSITION_TABLE");
  EXPECT_THAT(TransitionTable::parse("", reasons), refused);
  EXPECT_THAT(TransitionTable::parse(transitions, ""), refused);
  EXPECT_THAT(
      TransitionTable::parse(with(transitions, "\tsuspended\texpired", "\texpired\tsuspended"), reasons),
      refused);
  EXPECT_THAT(TransitionTable::parse(with(transitions, "activate\t激活\tno\t", "activate\t激活\t"), reasons),
              refused);
  EXPECT_THAT(TransitionTable::parse(
                  with(transitions, "activate\t激活\tno\tvalid", "activate\t激活\tno\tvalidated"), reasons),
              refused);
  EXPECT_THAT(TransitionTable::parse(with(transitions, "activate\t激活\tno\tvalid", "activate\t激活\tno\tno"),
                                     reasons),
              refused);
  EXPECT_THAT(
      TransitionTable::parse(with(transitions, "issuer_clerk\t-\tno\tno\tyes", "-\t-\tno\tno\tyes"), reasons),
      refused);
  EXPECT_THAT(
      TransitionTable::parse(
          with(transitions, "issuer_clerk\t-\tno\tno\tyes", "issuer_clerk\t-\tno\tno\tmaybe"), reasons),
      refused);
  EXPECT_THAT(TransitionTable::parse(with(transitions, "yes\tno_longer_valid", "yes\tperhaps"), reasons),
              refused);
  EXPECT_THAT(
      TransitionTable::parse(with(transitions, "yes\tyes\tno\tno\tyes", "yes\tyes\tyes\tno\tyes"), reasons),
      refused);
  EXPECT_THAT(TransitionTable::parse(with(transitions, "resume\t", "suspend\t"), reasons), refused);
}

TEST(TransitionTable, ReasonsFitTheTransitions) {
  const auto refused = fails_with("TRANSITION_TABLE");
  EXPECT_THAT(TransitionTable::parse(transitions, reasons + "activate\tany\t任意\tany\n"), refused);
  EXPECT_THAT(TransitionTable::parse(transitions, reasons + "unknown\tany\t任意\tany\n"), refused);
  EXPECT_THAT(TransitionTable::parse(transitions, reasons + "revoke\tcourt_order\t重复\ttwice\n"), refused);
  EXPECT_THAT(TransitionTable::parse(transitions, reasons + "revoke\tother\t其他\n"), refused);
  EXPECT_THAT(
      TransitionTable::parse(
          transitions, with(reasons, "renew\tholder_request\t持证主体申请\tasked for by the holder\n", "")),
      refused);
}

} // namespace
} // namespace elicense::license
