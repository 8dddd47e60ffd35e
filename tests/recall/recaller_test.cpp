// SPDX-License-Identifier: Apache-2.0
#include "recall/leaves.hpp"
#include "recall/recaller.hpp"
#include "tests/recall/a_recall.hpp"
#include "tests/support/memory_book.hpp"
#include "tests/support/memory_recalls.hpp"
#include "tests/support/result_matchers.hpp"

#include <gmock/gmock.h>

namespace elicense::recall {
namespace {

using test::fails_with;
using test::succeeds;

class RecallerTest : public testing::Test {
 protected:
  Recall told() {
    kept.told = {{a_revocation(), a_reliance()}};
    EXPECT_TRUE(recaller.step().value());
    return kept.recalls.at(0);
  }
  void withdraw() {
    Marked withdrawn = a_revocation();
    withdrawn.mark = license::TransitionStatus::withdrawn;
    kept.told = {{withdrawn, a_reliance()}};
    ASSERT_THAT(recaller.step(), succeeds());
  }

  test::MemoryRecalls kept;
  Time now = noon;
  const Recaller recaller{{.kept = kept,
                           .blinder = test::test_blinder(),
                           .clock = [this] { return now; },
                           .random = crypto::system_random}};
};

TEST_F(RecallerTest, SaysWhatWasDecidedAndNotOnWhichBasis) {
  const Recall recall = told();
  Recall expected = a_recall();
  expected.id = recall.id;
  EXPECT_EQ(recalled_leaf(recall, test::test_blinder()), recalled_leaf(expected, test::test_blinder()));
  EXPECT_EQ(recall.id.size(), 32U);
  EXPECT_EQ(kept.leaves.at(0), recalled_leaf(recall, test::test_blinder()));
  EXPECT_EQ(kept.events.at(0).kind, "license.recalled");
  EXPECT_EQ(kept.events.at(0).data.dump().find("nobody is told"), std::string::npos);
  EXPECT_FALSE(recaller.step().value()) << "nothing is new";
}

TEST_F(RecallerTest, LiftsWhatWasWithdrawn) {
  const Recall recall = told();
  now += std::chrono::hours(1);
  withdraw();
  EXPECT_EQ(kept.recalls.at(0).lifted_at, now);
  EXPECT_EQ(kept.leaves.back().word, "lifted");
  EXPECT_EQ(kept.events.back().kind, "license.recall_lifted");
  EXPECT_THAT(recaller.acknowledge(recall.id, "party-1", {}), fails_with("RECALL_LIFTED"));
}

TEST_F(RecallerTest, TakesOneAnswerOfWhoWasTold) {
  const std::string id = told().id;
  EXPECT_THAT(recaller.acknowledge("none", "party-1", {}), fails_with("RECALL_NOT_FOUND"));
  EXPECT_THAT(recaller.acknowledge(id, "party-2", {}), fails_with("RECALL_NOT_FOUND"));
  now += std::chrono::hours(1);
  EXPECT_EQ(recaller.acknowledge(id, "party-1", Reply::no_effect)->acknowledged->at, now);
  EXPECT_EQ(kept.leaves.back().word, "no-effect");
  EXPECT_EQ(kept.events.back().kind, "license.recall_acknowledged");
  const std::size_t leaves = kept.leaves.size();
  now += std::chrono::hours(1);
  const auto again = recaller.acknowledge(id, "party-1", Reply::no_effect);
  ASSERT_THAT(again, succeeds());
  EXPECT_EQ(again->acknowledged->at, now - std::chrono::hours(1));
  EXPECT_EQ(kept.leaves.size(), leaves);
  EXPECT_EQ(kept.events.size(), leaves);
  EXPECT_THAT(recaller.acknowledge(id, "party-1", {}), fails_with("RECALL_ACKNOWLEDGED"));
  EXPECT_THAT(recaller.acknowledge(id, "party-1", Reply::case_reopened), fails_with("RECALL_ACKNOWLEDGED"));
}

TEST_F(RecallerTest, AnAnswerStaysAnAnswerWhenTheRecallIsLifted) {
  const std::string id = told().id;
  ASSERT_THAT(recaller.acknowledge(id, "party-1", {}), succeeds());
  withdraw();
  EXPECT_EQ(kept.recalls.at(0).state_now(), RecallState::lifted);
  EXPECT_THAT(recaller.acknowledge(id, "party-1", {}), succeeds()) << "the answer to the first was lost";
}

} // namespace
} // namespace elicense::recall
