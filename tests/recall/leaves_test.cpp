// SPDX-License-Identifier: Apache-2.0
#include "ledger/kind_rules.hpp"
#include "recall/leaves.hpp"
#include "tests/recall/a_recall.hpp"
#include "tests/support/memory_book.hpp"
#include "tests/support/result_matchers.hpp"

#include <gmock/gmock.h>

namespace elicense::recall {
namespace {

using ledger::ReferenceRole;
using test::succeeds;
using test::test_blinder;

Recall answered(std::optional<Reply> reply) {
  Recall recall = a_recall();
  recall.acknowledged = Acknowledgement{noon + std::chrono::hours(2), reply};
  return recall;
}

TEST(RecallLeaves, SayWhichLicenseWhomAndWhat) {
  const ledger::Entry leaf = recalled_leaf(a_recall(), test_blinder());
  EXPECT_EQ(leaf.kind, ledger::EntryKind::license_recalled);
  EXPECT_EQ(leaf.at, noon);
  EXPECT_EQ(leaf.word, "revoked");
  EXPECT_EQ(
      leaf.references,
      (std::vector<ledger::Fact<ReferenceRole>>{
          {ReferenceRole::license, test_blinder().reference(ReferenceRole::license, a_reliance().license)},
          {ReferenceRole::client, test_blinder().reference(ReferenceRole::client, "party-1")}}));
}

TEST(RecallLeaves, AreOfTheirKindsAndCanBeWritten) {
  Recall lifted = a_recall();
  lifted.lifted_at = noon + std::chrono::hours(1);
  EXPECT_EQ(lifted_leaf(lifted, test_blinder()).word, "lifted");
  EXPECT_EQ(lifted_leaf(lifted, test_blinder()).at, *lifted.lifted_at);
  EXPECT_EQ(acknowledged_leaf(answered({}), test_blinder()).word, "acknowledged");
  EXPECT_EQ(acknowledged_leaf(answered(Reply::case_reopened), test_blinder()).word, "case-reopened");
  EXPECT_EQ(acknowledged_leaf(answered({}), test_blinder()).at, noon + std::chrono::hours(2));
  for (const ledger::Entry& leaf :
       {recalled_leaf(lifted, test_blinder()), lifted_leaf(lifted, test_blinder()),
        acknowledged_leaf(answered({}), test_blinder()),
        acknowledged_leaf(answered(Reply::no_effect), test_blinder())}) {
    EXPECT_THAT(ledger::check_kind_rules(leaf), succeeds());
    EXPECT_THAT(ledger::encode_entry(leaf), succeeds());
  }
}

TEST(RecallLeaves, OfALiftingHoldByWhatItWas) {
  Recall recall = a_recall();
  recall.lifted_at = noon;
  const auto digests = [&recall] { return lifted_leaf(recall, test_blinder()).digests; };
  const auto withdrawn = digests(), told = recalled_leaf(recall, test_blinder()).digests;
  recall.lifted_by = a_resumption();
  const auto same = digests();
  EXPECT_NE(same, withdrawn);
  EXPECT_EQ(recalled_leaf(recall, test_blinder()).digests, told) << "what was told before stays";
  for (const std::function<void(Resumption&)>& edit : std::initializer_list<std::function<void(Resumption&)>>{
           [](Resumption& by) { by.transition = 4; }, [](Resumption& by) { by.name = "other"; },
           [](Resumption& by) { by.reason = "other"; },
           [](Resumption& by) { by.effective_at += std::chrono::seconds(1); }}) {
    recall.lifted_by = a_resumption();
    edit(*recall.lifted_by);
    EXPECT_NE(digests(), same);
  }
}

TEST(RecallLeaves, HoldEverythingThatWasTold) {
  const auto digest = [](const std::function<void(Recall&)>& edit) {
    Recall edited = a_recall();
    edit(edited);
    return recalled_leaf(edited, test_blinder()).digests;
  };
  const auto same = digest([](Recall&) {});
  for (const std::function<void(Recall&)>& edit : std::initializer_list<std::function<void(Recall&)>>{
           [](Recall& recall) { recall.id.back() = 'b'; },
           [](Recall& recall) { recall.reliance.license.back() = 'V'; },
           [](Recall& recall) { recall.reliance.party = "other"; },
           [](Recall& recall) { recall.reliance.tenant = "other"; },
           [](Recall& recall) { recall.issuer_code = "other"; },
           [](Recall& recall) { recall.transition = 3; },
           [](Recall& recall) { recall.transition_name = "annul"; },
           [](Recall& recall) { recall.state = license::State::annulled; },
           [](Recall& recall) { recall.reason = "other"; },
           [](Recall& recall) { recall.successor = "other"; },
           [](Recall& recall) { recall.effective_at += std::chrono::seconds(1); }})
    EXPECT_NE(digest(edit), same);
}

} // namespace
} // namespace elicense::recall
