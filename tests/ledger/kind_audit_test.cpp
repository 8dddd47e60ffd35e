// SPDX-License-Identifier: Apache-2.0
#include "ledger/kind_audit.hpp"
#include <gtest/gtest.h>

namespace elicense::ledger {
namespace {

const Fact<ReferenceRole> license_a{ReferenceRole::license, Hash{1}},
    license_b{ReferenceRole::license, Hash{2}};

Entry copied(const Fact<ReferenceRole>& license) {
  return {.kind = EntryKind::license_copied,
          .at = {},
          .digests = {},
          .references = {license},
          .word = "duplicate",
          .number = 1};
}

KindAudit audit_of(const std::vector<Entry>& entries) {
  KindAudit audit(EntryKind::license_copied, "LEDGER_AUDIT_COPY");
  for (std::size_t index = 0; index < entries.size(); ++index)
    audit.take(index, entries[index]);
  return audit;
}

TEST(KindAudit, EveryLeafIsToldOnce) {
  KindAudit audit = audit_of({copied(license_a)});
  EXPECT_TRUE(audit.is_told(0, copied(license_a)));
  EXPECT_FALSE(audit.is_told(0, copied(license_a)));
  EXPECT_TRUE(audit.rest("").empty());
}

TEST(KindAudit, ALeafThatSaysOtherwiseIsFoundOnlyByItsRow) {
  KindAudit audit = audit_of({copied(license_a)});
  EXPECT_FALSE(audit.is_told(0, copied(license_b)));
  EXPECT_TRUE(audit.rest("").empty());
}

TEST(KindAudit, NamesLeavesWithoutARow) {
  KindAudit audit = audit_of({copied(license_a), copied(license_b)});
  EXPECT_FALSE(audit.is_told(7, copied(license_a)));
  const auto rest = audit.rest("of no copy");
  ASSERT_EQ(rest.size(), 2U);
  EXPECT_EQ(rest[1].index, 1U);
  EXPECT_EQ(rest[1].code, std::string("LEDGER_AUDIT_COPY"));
  EXPECT_EQ(rest[1].detail, "of no copy");
}

TEST(KindAudit, ForgivesLeavesAboutWhatIsGone) {
  KindAudit audit = audit_of({copied(license_a), copied(license_b)});
  audit.forgive(license_b);
  ASSERT_EQ(audit.rest("").size(), 1U);
  EXPECT_EQ(audit.rest("")[0].index, 0U);
}

TEST(KindAudit, PassesOverOtherKinds) {
  Entry other = copied(license_a);
  other.kind = EntryKind::license_issued;
  EXPECT_TRUE(audit_of({other}).rest("").empty());
}

} // namespace
} // namespace elicense::ledger
