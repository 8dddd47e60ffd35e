// SPDX-License-Identifier: Apache-2.0
#include "recall/leaves.hpp"
#include "recall/recall_audit.hpp"
#include "tests/recall/a_recall.hpp"
#include "tests/support/memory_book.hpp"

#include <gtest/gtest.h>

namespace elicense::recall {
namespace {

using test::test_blinder;

constexpr Leaves leaves{4, 6, 5};

Recall recall() {
  Recall answered = a_recall();
  answered.acknowledged = Acknowledgement{noon + std::chrono::hours(1), Reply::no_effect};
  answered.lifted_at = noon + std::chrono::hours(2);
  answered.lifted_by = a_resumption();
  return answered;
}

RecallAudit audited() {
  RecallAudit audit(test_blinder());
  audit.take(4, recalled_leaf(recall(), test_blinder()));
  audit.take(5, acknowledged_leaf(recall(), test_blinder()));
  audit.take(6, lifted_leaf(recall(), test_blinder()));
  return audit;
}

std::uint64_t found(const Leaves& at, const std::function<void(Recall&)>& edit) {
  RecallAudit audit = audited();
  Recall edited = recall();
  edit(edited);
  const auto finding = audit.check(at, edited);
  if (!finding) return 0;
  EXPECT_EQ(finding->code, "LEDGER_AUDIT_RECALL");
  return finding->index;
}

TEST(RecallAudit, FindsNothingWhereRowsAndLeavesAgree) {
  RecallAudit audit = audited();
  EXPECT_FALSE(audit.check(leaves, recall()));
  EXPECT_TRUE(audit.rest().empty());
}

TEST(RecallAudit, FindsAnEditedRowAtItsLeaf) {
  EXPECT_EQ(found(leaves, [](Recall& row) { row.reason = "other"; }), 4U);
  EXPECT_EQ(found(leaves, [](Recall& row) { row.told_at += std::chrono::seconds(1); }), 4U);
  EXPECT_EQ(found(leaves, [](Recall& row) { row.acknowledged.reset(); }), 4U);
  EXPECT_EQ(found(leaves, [](Recall& row) { row.lifted_at.reset(); }), 4U);
  EXPECT_EQ(found({4, 6, {}}, [](Recall&) {}), 4U);
  EXPECT_EQ(found({4, {}, 5}, [](Recall&) {}), 4U);
  EXPECT_EQ(found(leaves, [](Recall& row) { row.acknowledged->reply = Reply::case_reopened; }), 5U);
  EXPECT_EQ(found(leaves, [](Recall& row) { *row.lifted_at += std::chrono::seconds(1); }), 6U);
  EXPECT_EQ(found(leaves, [](Recall& row) { row.lifted_by.reset(); }), 6U);
}

TEST(RecallAudit, FindsARowThatDoesNotOpen) {
  RecallAudit audit = audited();
  const auto finding = audit.check(leaves, fail(ErrorKind::internal, "STORE_SEALED_FIELD"));
  ASSERT_TRUE(finding);
  EXPECT_EQ(finding->detail, "STORE_SEALED_FIELD");
}

TEST(RecallAudit, LeavesWithoutARowAreExcusedByAnErasedLicense) {
  RecallAudit audit = audited();
  EXPECT_EQ(audit.rest().size(), 3U);
  audit.license_erased("another");
  EXPECT_EQ(audit.rest().size(), 3U);
  audit.license_erased(a_reliance().license);
  EXPECT_TRUE(audit.rest().empty());
}

} // namespace
} // namespace elicense::recall
