// SPDX-License-Identifier: Apache-2.0
#include "license/proposal_audit.hpp"
#include "tests/support/memory_book.hpp"
#include <gtest/gtest.h>

namespace elicense::license {
namespace {

using test::test_blinder;

Proposal decided() {
  Proposal proposal;
  proposal.number = 1;
  proposal.id = "0123";
  proposal.code = "11100000000019713D950";
  proposal.version = 1;
  proposal.file = "{}";
  proposal.proposed_by = "clerk";
  proposal.status = ProposalStatus::approved;
  proposal.decision = 1;
  proposal.decided_by = "approver";
  proposal.leaf = 3;
  proposal.decision_leaf = 5;
  return proposal;
}

ProposalAudit audit_of(const Proposal& told) {
  ProposalAudit audit(of_license_types, test_blinder());
  audit.take(told.leaf, proposed_leaf(of_license_types, told, test_blinder()));
  audit.take(4, {.kind = ledger::EntryKind::seal_made,
                 .at = {},
                 .digests = {},
                 .references = {},
                 .word = {},
                 .number = {}});
  audit.take(told.decision_leaf, decided_leaf(of_license_types, told, test_blinder()));
  return audit;
}

TEST(ProposalAudit, FindsNothingWhereRowsAndLeavesAgree) {
  ProposalAudit audit = audit_of(decided());
  EXPECT_FALSE(audit.check(decided()));
  EXPECT_TRUE(audit.rest().empty());
}

TEST(ProposalAudit, FindsAnEditedRowAtItsLeaf) {
  const auto index = [](const std::function<void(Proposal&)>& edit) {
    ProposalAudit audit = audit_of(decided());
    Proposal edited = decided();
    edit(edited);
    const auto finding = audit.check(edited);
    EXPECT_EQ(finding ? finding->code : "", "LEDGER_AUDIT_TYPE");
    return finding ? finding->index : 0;
  };
  EXPECT_EQ(index([](Proposal& row) { row.file = "{ }"; }), 3U);
  EXPECT_EQ(index([](Proposal& row) { row.code.back() = '1'; }), 3U);
  EXPECT_EQ(index([](Proposal& row) { row.proposed_by = "other"; }), 3U);
  EXPECT_EQ(index([](Proposal& row) { row.leaf = 9; }), 9U);
  EXPECT_EQ(index([](Proposal& row) { row.status = ProposalStatus::refused; }), 5U);
  EXPECT_EQ(index([](Proposal& row) { row.decided_by = "clerk"; }), 5U);
}

TEST(ProposalAudit, FindsALeafWithoutARow) {
  EXPECT_EQ(audit_of(decided()).rest().size(), 2U);
  ProposalAudit audit = audit_of(decided());
  Proposal waiting = decided();
  waiting.status = ProposalStatus::waiting;
  EXPECT_FALSE(audit.check(waiting));
  ASSERT_EQ(audit.rest().size(), 1U);
  EXPECT_EQ(audit.rest()[0].index, 5U);
}

} // namespace
} // namespace elicense::license
