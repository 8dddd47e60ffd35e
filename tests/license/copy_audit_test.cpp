// SPDX-License-Identifier: Apache-2.0
#include "license/copy_audit.hpp"
#include "license/leaves.hpp"
#include "tests/support/memory_book.hpp"
#include <gtest/gtest.h>

namespace elicense::license {
namespace {

using test::test_blinder;

Copy copy() {
  return {.license = "1.2.156.3005.2.1",
          .kind = CopyKind::duplicate,
          .number = 2,
          .total = 3,
          .made_at = Time(),
          .made_by = "clerk",
          .purpose = "why",
          .reference = "reference",
          .leaf = 4};
}

CopyAudit audited() {
  CopyAudit audit(test_blinder());
  audit.take(4, copied_leaf(copy(), test_blinder()));
  return audit;
}

TEST(CopyAudit, FindsNothingWhereRowsAndLeavesAgree) {
  CopyAudit audit = audited();
  EXPECT_FALSE(audit.check(4, copy()));
  EXPECT_TRUE(audit.rest().empty());
}

TEST(CopyAudit, FindsAnEditedRowAtItsLeaf) {
  const auto found = [](const std::function<void(Copy&)>& edit) {
    CopyAudit audit = audited();
    Copy edited = copy();
    edit(edited);
    const auto finding = audit.check(4, edited);
    return finding ? finding->code : std::string();
  };
  for (const std::function<void(Copy&)>& edit : std::initializer_list<std::function<void(Copy&)>>{
           [](Copy& row) { row.number = 1; }, [](Copy& row) { row.total = 4; },
           [](Copy& row) { row.kind = CopyKind::reprint; }, [](Copy& row) { row.license.back() = '2'; },
           [](Copy& row) { row.made_by = "other"; }, [](Copy& row) { row.purpose = "other"; },
           [](Copy& row) { row.reference = "other"; },
           [](Copy& row) { row.made_at += std::chrono::seconds(1); }})
    EXPECT_EQ(found(edit), "LEDGER_AUDIT_COPY");
}

TEST(CopyAudit, FindsARowThatDoesNotOpen) {
  CopyAudit audit = audited();
  const auto finding = audit.check(4, fail(ErrorKind::internal, "STORE_SEALED_FIELD"));
  ASSERT_TRUE(finding);
  EXPECT_EQ(finding->detail, "STORE_SEALED_FIELD");
}

TEST(CopyAudit, ALeafWithoutARowIsExcusedByAnErasedLicense) {
  CopyAudit audit = audited();
  EXPECT_EQ(audit.rest().size(), 1U);
  audit.license_erased("1.2.156.3005.2.2");
  EXPECT_EQ(audit.rest().size(), 1U);
  audit.license_erased("1.2.156.3005.2.1");
  EXPECT_TRUE(audit.rest().empty());
}

} // namespace
} // namespace elicense::license
