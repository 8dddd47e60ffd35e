// SPDX-License-Identifier: Apache-2.0
#include "license/type_publisher.hpp"
#include "tests/license/issuing_house.hpp"
#include "tests/license/type_files.hpp"
#include "tests/support/memory_proposals.hpp"
#include "tests/support/result_matchers.hpp"
#include <thread>

namespace elicense::license {
namespace {

using nlohmann::json;
using test::fails_with;
using test::succeeds;

std::string version(const std::string& range, const std::string& code = test::new_type_code) {
  json file = test::type_file(code);
  file["catalogue"]["ValidityRange"] = range;
  return file.dump();
}

class TypePublishing : public testing::Test {
 protected:
  static Actor actor(const std::string& party, bool on_site = false) {
    return {.party = party, .roles = {}, .on_site = on_site};
  }
  TypePublisher publisher_of(TypeCatalogue& catalogue) {
    return TypePublisher({.types = catalogue,
                          .proposals = proposals,
                          .fonts = fonts(),
                          .blinder = test::test_blinder(),
                          .authority = {},
                          .verification_url = "https://licenses.example/v/",
                          .clock = [this] { return now; },
                          .random = crypto::system_random});
  }
  Result<Proposal> publish(const std::string& file) {
    const auto proposal = publisher.propose(file, "clerk");
    return proposal ? publisher.approve(proposal->number, actor("approver")) : proposal;
  }

  Time now{std::chrono::seconds(1'780'000'000)};
  test::MemoryProposals proposals;
  TypeCatalogue types = TypeCatalogue::load().value();
  TypePublisher publisher = publisher_of(types);
};

TEST_F(TypePublishing, IsInForceOnceASecondPersonApproved) {
  const auto proposal = publisher.propose(version("4年"), "clerk");
  ASSERT_THAT(proposal, succeeds());
  EXPECT_EQ(proposal->status, ProposalStatus::waiting);
  EXPECT_EQ(types.find(test::new_type_code), nullptr);
  EXPECT_THAT(publisher.approve(proposal->number, actor("clerk")), fails_with("TYPE_PROPOSAL_OWN"));
  EXPECT_EQ(types.find(test::new_type_code), nullptr);
  ASSERT_THAT(publisher.approve(proposal->number, actor("approver")), succeeds());
  ASSERT_NE(types.find(test::new_type_code), nullptr);
  EXPECT_EQ(types.find(test::new_type_code)->version, 1);
  EXPECT_EQ(proposals.leaves.size(), 2U);
  EXPECT_THAT(publisher.approve(proposal->number, actor("third")), fails_with("TYPE_PROPOSAL_DECIDED"));
}

TEST_F(TypePublishing, EveryVersionStays) {
  ASSERT_THAT(publish(version("4年")), succeeds());
  const LicenseType* const first = types.find(test::new_type_code);
  ASSERT_THAT(publish(version("5年")), succeeds());
  EXPECT_EQ(types.find(test::new_type_code)->version, 2);
  EXPECT_EQ(types.of(test::new_type_code, 1), first); // a request in flight keeps the one it began with
  EXPECT_EQ(first->catalogue["ValidityRange"], "4年");
  EXPECT_EQ(types.versions(test::new_type_code).size(), 2U);
}

TEST_F(TypePublishing, ARefusedProposalIsNeverInForce) {
  const auto proposal = publisher.propose(version("4年"), "clerk");
  EXPECT_THAT(publisher.refuse(proposal->number, "", actor("approver")), fails_with("TYPE_REASON"));
  EXPECT_THAT(
      publisher.refuse(proposal->number, std::string(max_proposal_reason + 1, 'x'), actor("approver")),
      fails_with("TYPE_REASON"));
  const auto refused = publisher.refuse(proposal->number, "没有依据", actor("approver"));
  ASSERT_THAT(refused, succeeds());
  EXPECT_EQ(refused->refusal, "没有依据");
  EXPECT_EQ(types.find(test::new_type_code), nullptr);
  EXPECT_THAT(publisher.approve(proposal->number, actor("approver")), fails_with("TYPE_PROPOSAL_DECIDED"));
}

TEST_F(TypePublishing, AnotherVersionInBetweenOvertakesAProposal) {
  const auto first = publisher.propose(version("4年"), "clerk"),
             second = publisher.propose(version("5年"), "clerk");
  ASSERT_THAT(publisher.approve(first->number, actor("approver")), succeeds());
  EXPECT_THAT(publisher.approve(second->number, actor("approver")), fails_with("TYPE_PROPOSAL_OVERTAKEN"));
  EXPECT_EQ(types.find(test::new_type_code)->catalogue["ValidityRange"], "4年");
}

TEST_F(TypePublishing, TheSameFileWaitsOnce) {
  const auto first = publisher.propose(version("4年"), "clerk"),
             again = publisher.propose(version("4年"), "clerk");
  EXPECT_EQ(first->number, again->number);
  EXPECT_NE(publisher.propose(version("4年"), "another")->number, first->number);
  ASSERT_THAT(publisher.approve(first->number, actor("approver")), succeeds());
  EXPECT_THAT(publisher.propose(version("4年"), "clerk"), fails_with("TYPE_UNCHANGED"));
}

TEST_F(TypePublishing, RefusesWhatItsRulesRefuse) {
  json file = test::type_file(test::permit_type_code);
  file["number_field"] = "业户名称";
  const auto refused = publisher.propose(file.dump(), "clerk");
  ASSERT_THAT(refused, fails_with("TYPE_REFUSED"));
  EXPECT_EQ(refused.error().detail, "number-changed 业户名称");
  EXPECT_THAT(publisher.propose("{}", "clerk"), fails_with("TYPE_INVALID"));
}

TEST_F(TypePublishing, AWithdrawnTypeIsNotIssued) {
  const auto proposal = publisher.propose_withdrawal(test::permit_type_code, "已取消许可", "clerk");
  ASSERT_THAT(proposal, succeeds());
  EXPECT_THAT(types.to_issue(test::permit_type_code), succeeds());
  ASSERT_THAT(publisher.approve(proposal->number, actor("approver")), succeeds());
  EXPECT_THAT(types.to_issue(test::permit_type_code), fails_with("TYPE_WITHDRAWN"));
  EXPECT_NE(types.find(test::permit_type_code), nullptr); // shown and verified as before
  EXPECT_THAT(publisher.propose_withdrawal(test::permit_type_code, "再次", "clerk"),
              fails_with("TYPE_WITHDRAWN"));
  ASSERT_THAT(publish(version("6年", test::permit_type_code)), succeeds()); // brought back
  EXPECT_THAT(types.to_issue(test::permit_type_code), succeeds());
}

TEST_F(TypePublishing, AWithdrawalNeedsATypeAndAReason) {
  EXPECT_THAT(publisher.propose_withdrawal("none", "x", "clerk"), fails_with("TYPE_UNKNOWN"));
  EXPECT_THAT(publisher.propose_withdrawal(test::permit_type_code, "", "clerk"), fails_with("TYPE_REASON"));
  const auto proposal = publisher.propose_withdrawal(test::permit_type_code, "x", "clerk");
  ASSERT_THAT(publish(version("6年", test::permit_type_code)), succeeds());
  EXPECT_THAT(publisher.approve(proposal->number, actor("approver")), fails_with("TYPE_PROPOSAL_OVERTAKEN"));
}

TEST_F(TypePublishing, AProvisionalCodeIsReplaced) {
  json file = test::type_file();
  file["former_codes"] = json::array({test::permit_type_code});
  const LicenseType* const before = types.find(test::permit_type_code);
  ASSERT_THAT(publish(file.dump()), succeeds());
  EXPECT_EQ(types.find(test::permit_type_code)->code, test::new_type_code); // issued by the new code
  EXPECT_EQ(types.of(test::permit_type_code, 1), before);                   // issued licenses keep theirs
  EXPECT_EQ(types.all().size(), 193U);
  json other = test::type_file("11100000000019713D951");
  other["former_codes"] = json::array({test::permit_type_code});
  const auto taken = publisher.propose(other.dump(), "clerk");
  ASSERT_THAT(taken, fails_with("TYPE_REFUSED"));
  EXPECT_NE(taken.error().detail.find("code-taken"), std::string::npos);
}

TEST_F(TypePublishing, IsInForceAgainAfterARestart) {
  ASSERT_THAT(publish(version("4年")), succeeds());
  ASSERT_THAT(publish(version("5年")), succeeds());
  const auto withdrawal = publisher.propose_withdrawal(test::permit_type_code, "x", "clerk");
  ASSERT_THAT(publisher.approve(withdrawal->number, actor("approver")), succeeds());
  ASSERT_THAT(publisher.propose(version("7年"), "clerk"), succeeds()); // waits
  TypeCatalogue restarted = TypeCatalogue::load().value();
  ASSERT_THAT(publisher_of(restarted).load(), succeeds());
  EXPECT_EQ(restarted.find(test::new_type_code)->version, 2);
  EXPECT_EQ(restarted.of(test::new_type_code, 1)->catalogue["ValidityRange"], "4年");
  EXPECT_TRUE(restarted.is_withdrawn(test::permit_type_code));
}

TEST_F(TypePublishing, OnTheMachineItselfNoSecondPersonIsAsked) {
  const auto proposal = publisher.propose(version("4年"), "command-line");
  EXPECT_THAT(publisher.approve(proposal->number, actor("command-line", true)), succeeds());
}

TEST_F(TypePublishing, OfManyWhoDecideAtOnceOneDoes) {
  const auto proposal = publisher.propose(version("4年"), "clerk");
  std::atomic<int> approved = 0, late = 0;
  {
    std::vector<std::jthread> approvers;
    for (int i = 0; i < 8; ++i)
      approvers.emplace_back([&, i] {
        const auto decided = publisher.approve(proposal->number, actor("approver-" + std::to_string(i)));
        if (decided)
          ++approved;
        else if (decided.error().code == "TYPE_PROPOSAL_DECIDED")
          ++late;
      });
  }
  EXPECT_EQ(approved, 1);
  EXPECT_EQ(late, 7);
  EXPECT_EQ(types.versions(test::new_type_code).size(), 1U);
  EXPECT_EQ(proposals.leaves.size(), 2U);
}

TEST_F(TypePublishing, SoManyMayWait) {
  for (std::size_t i = 0; i < max_waiting_proposals; ++i) {
    Proposal waiting;
    waiting.code = std::to_string(i);
    ASSERT_THAT(proposals.record_proposal(waiting, {}), succeeds());
  }
  EXPECT_THAT(publisher.propose(version("4年"), "clerk"), fails_with("TYPE_PROPOSALS_FULL"));
}

} // namespace
} // namespace elicense::license
