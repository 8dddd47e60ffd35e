// SPDX-License-Identifier: Apache-2.0
#include "submission/matter_publisher.hpp"
#include "tests/submission/matters.hpp"
#include "tests/support/memory_book.hpp"
#include "tests/support/memory_proposals.hpp"
#include "tests/support/result_matchers.hpp"
#include <gmock/gmock.h>
#include <thread>

namespace elicense::submission {
namespace {

using license::Actor;
using license::Proposal;
using license::ProposalStatus;
using nlohmann::json;
using test::fails_with;
using test::matter_code;
using test::succeeds;

std::string named(const std::string& name, const std::string& code = matter_code) {
  json object = test::matter_object();
  object["name"] = name;
  object["code"] = code;
  return json{{"matters", {object}}}.dump();
}

class PublishingMatters : public testing::Test {
 protected:
  static Actor actor(const std::string& party) { return {.party = party, .roles = {}, .on_site = false}; }
  MatterPublisher publisher_of(MatterDirectory& directory) {
    return MatterPublisher({.matters = directory,
                            .proposals = proposals,
                            .types = test::embedded_types(),
                            .blinder = test::test_blinder(),
                            .authority = {},
                            .clock = [] { return Time(std::chrono::seconds(1'780'000'000)); },
                            .random = crypto::system_random});
  }
  std::int64_t propose(const std::string& file) {
    const auto proposed = publisher.propose(file, "clerk");
    EXPECT_THAT(proposed, succeeds());
    return proposed ? proposed->front().number : 0;
  }
  Result<Proposal> publish(const std::string& file) {
    return publisher.approve(propose(file), actor("approver"));
  }

  test::MemoryProposals proposals{of_matters};
  MatterDirectory matters;
  MatterPublisher publisher = publisher_of(matters);
};

TEST_F(PublishingMatters, IsInForceOnceASecondPersonApproved) {
  const auto number = propose(named("一"));
  EXPECT_EQ(matters.find(matter_code), nullptr);
  EXPECT_THAT(publisher.approve(number, actor("clerk")), fails_with("MATTER_PROPOSAL_OWN"));
  ASSERT_THAT(publisher.approve(number, actor("approver")), succeeds());
  ASSERT_NE(matters.find(matter_code), nullptr);
  EXPECT_EQ(matters.find(matter_code)->name, "一");
  EXPECT_EQ(proposals.leaves.size(), 2U);
  EXPECT_EQ(proposals.leaves.back().word, "published");
  EXPECT_THAT(publisher.approve(number, actor("third")), fails_with("MATTER_PROPOSAL_DECIDED"));
  EXPECT_THAT(publisher.approve(99, actor("third")), fails_with("MATTER_PROPOSAL_NOT_FOUND"));
}

TEST_F(PublishingMatters, CountsVersions) {
  ASSERT_THAT(publish(named("一")), succeeds());
  ASSERT_THAT(publish(named("二")), succeeds());
  EXPECT_EQ(matters.find(matter_code)->version, 2);
  EXPECT_EQ(matters.of(matter_code, 1)->name, "一");
  EXPECT_THAT(publisher.propose(named("二"), "clerk"), fails_with("MATTER_UNCHANGED"));
}

TEST_F(PublishingMatters, AnotherVersionInBetweenOvertakes) {
  const auto first = propose(named("一")), second = propose(named("二"));
  ASSERT_THAT(publisher.approve(first, actor("approver")), succeeds());
  EXPECT_THAT(publisher.approve(second, actor("approver")), fails_with("MATTER_OVERTAKEN"));
}

TEST_F(PublishingMatters, TheSameWaitsOnce) {
  EXPECT_EQ(propose(named("一")), propose(named("一")));
  EXPECT_NE(publisher.propose(named("一"), "another")->front().number, 1);
}

TEST_F(PublishingMatters, OneWrongRowStopsTheFile) {
  json file = json::parse(named("一"));
  json wrong = test::matter_object();
  wrong["code"] = "other";
  wrong["items"][0]["materials"][0]["licenses"][0]["type"] = "gone";
  file["matters"].push_back(wrong);
  const auto refused = publisher.propose(file.dump(), "clerk");
  ASSERT_THAT(refused, fails_with("MATTER_REFUSED"));
  EXPECT_EQ(refused.error().detail, "row 2: type-unknown 01/01 gone");
  EXPECT_TRUE(proposals.leaves.empty());
}

TEST_F(PublishingMatters, AMatterTwiceInAFileIsRefused) {
  json file = json::parse(named("一"));
  file["matters"].push_back(test::matter_object());
  const auto examined = publisher.examine(file.dump());
  ASSERT_THAT(examined, succeeds());
  EXPECT_FALSE((*examined)[0].is_refused());
  EXPECT_EQ((*examined)[1].findings.back().rule, "code-twice");
}

TEST_F(PublishingMatters, AWithdrawnMatterComesBackWithAnotherVersion) {
  EXPECT_THAT(publisher.propose_withdrawal(matter_code, "x", "clerk"), fails_with("MATTER_UNKNOWN"));
  ASSERT_THAT(publish(named("一")), succeeds());
  EXPECT_THAT(publisher.propose_withdrawal(matter_code, "", "clerk"), fails_with("MATTER_REASON"));
  const auto withdrawal = publisher.propose_withdrawal(matter_code, "取消", "clerk");
  ASSERT_THAT(withdrawal, succeeds());
  ASSERT_THAT(publisher.approve(withdrawal->number, actor("approver")), succeeds());
  EXPECT_EQ(matters.find(matter_code), nullptr);
  ASSERT_THAT(publish(named("一")), succeeds());
  EXPECT_EQ(matters.find(matter_code)->version, 2);
}

TEST_F(PublishingMatters, ARefusedOneIsNeverInForce) {
  const auto number = propose(named("一"));
  EXPECT_THAT(publisher.refuse(number, std::string(license::max_proposal_reason + 1, 'x'), actor("approver")),
              fails_with("MATTER_REASON"));
  ASSERT_THAT(publisher.refuse(number, "没有依据", actor("approver")), succeeds());
  EXPECT_EQ(matters.find(matter_code), nullptr);
  EXPECT_EQ(publisher.find(number)->status, ProposalStatus::refused);
}

TEST_F(PublishingMatters, AnotherStartKnowsWhatWasDecided) {
  ASSERT_THAT(publish(named("一")), succeeds());
  ASSERT_THAT(publish(named("二")), succeeds());
  propose(named("三"));
  MatterDirectory later;
  MatterPublisher again = publisher_of(later);
  ASSERT_THAT(again.load(), succeeds());
  EXPECT_EQ(later.find(matter_code)->name, "二");
  EXPECT_EQ(later.versions(matter_code).size(), 2U);
}

TEST_F(PublishingMatters, OfManyDecisionsOneCounts) {
  const auto number = propose(named("一"));
  std::atomic<int> decided = 0;
  std::vector<std::thread> approvers;
  for (int i = 0; i < 8; ++i)
    approvers.emplace_back(
        [&, i] { decided += publisher.approve(number, actor("approver-" + std::to_string(i))).has_value(); });
  for (std::thread& approver : approvers)
    approver.join();
  EXPECT_EQ(decided, 1);
}

TEST_F(PublishingMatters, OnlySoManyWait) {
  for (std::size_t i = 0; i < max_waiting_matters; ++i) {
    Proposal waiting;
    waiting.code = std::to_string(i);
    ASSERT_THAT(proposals.record_proposal(waiting, {}), succeeds());
  }
  EXPECT_THAT(publisher.propose(named("一"), "clerk"), fails_with("MATTER_PROPOSALS_FULL"));
}

} // namespace
} // namespace elicense::submission
