// SPDX-License-Identifier: Apache-2.0
#include "crypto/sm3.hpp"
#include "ledger/kind_rules.hpp"
#include "license/proposal.hpp"
#include "tests/support/memory_book.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::license {
namespace {

Proposal proposal() {
  Proposal made;
  made.id = "0123";
  made.code = "11100000000019713D950";
  made.version = 3;
  made.file = "{}";
  made.proposed_by = "clerk";
  made.proposed_at = Time(std::chrono::seconds(1'780'000'000));
  made.decided_by = "approver";
  made.decided_at = made.proposed_at + std::chrono::seconds(5);
  return made;
}

TEST(Proposal, ItsLeavesSayWhatWhenAndByWhom) {
  const auto leaf = proposed_leaf(of_license_types, proposal(), test::test_blinder());
  EXPECT_THAT(ledger::check_kind_rules(leaf), test::succeeds());
  EXPECT_EQ(leaf.at, proposal().proposed_at);
  EXPECT_EQ(leaf.word, "proposed");
  EXPECT_EQ(leaf.number, 3U);
  EXPECT_EQ(leaf.digests.back(),
            (ledger::Fact<ledger::DigestRole>{ledger::DigestRole::file, crypto::sm3(as_bytes("{}"))}));
  EXPECT_EQ(leaf.references.front().value,
            test::test_blinder().reference(ledger::ReferenceRole::operator_, "clerk"));
  EXPECT_EQ(leaf.references.back().value,
            test::test_blinder().reference(ledger::ReferenceRole::subject, proposal().code));
}

TEST(Proposal, EveryDecisionHasItsWord) {
  const auto word = [](ProposedChange change, ProposalStatus status) {
    Proposal decided = proposal();
    decided.change = change;
    decided.status = status;
    const auto leaf = decided_leaf(of_license_types, decided, test::test_blinder());
    EXPECT_THAT(ledger::check_kind_rules(leaf), test::succeeds());
    EXPECT_EQ(leaf.at, decided.decided_at);
    return leaf.word;
  };
  EXPECT_EQ(word(ProposedChange::publication, ProposalStatus::approved), "published");
  EXPECT_EQ(word(ProposedChange::withdrawal, ProposalStatus::approved), "withdrawn");
  EXPECT_EQ(word(ProposedChange::publication, ProposalStatus::refused), "refused");
  EXPECT_EQ(word(ProposedChange::withdrawal, ProposalStatus::refused), "refused");
}

TEST(Proposal, AWordForEveryStatusAndChange) {
  EXPECT_EQ(to_text(ProposedChange::publication), "publication");
  EXPECT_EQ(to_text(ProposedChange::withdrawal), "withdrawal");
  EXPECT_EQ(to_text(ProposalStatus::waiting), "waiting");
  EXPECT_EQ(to_text(ProposalStatus::approved), "approved");
  EXPECT_EQ(to_text(ProposalStatus::refused), "refused");
}

} // namespace
} // namespace elicense::license
