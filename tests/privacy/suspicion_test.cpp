// SPDX-License-Identifier: Apache-2.0
#include "ledger/kind_rules.hpp"
#include "privacy/suspicion.hpp"
#include "tests/support/memory_book.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::privacy {
namespace {

TEST(Suspicion, LeavesAReferenceOfTheClientAndTheSignsThatWereSeen) {
  const Time at = from_rfc3339("2026-03-01T12:00:00Z").value();
  const Suspicion suspicion{.at = at,
                            .party = "0123",
                            .tenant = "authority",
                            .rule = "missed_subjects",
                            .refused = false,
                            .count = 20,
                            .span = std::chrono::hours(1)};
  const auto& blinder = test::test_blinder();
  const ledger::Entry leaf = leaf_of(suspicion, "party 0123", blinder);
  EXPECT_THAT(ledger::check_kind_rules(leaf), test::succeeds());
  EXPECT_EQ(leaf.kind, ledger::EntryKind::client_suspected);
  EXPECT_EQ(leaf.at, at);
  EXPECT_EQ(leaf.word, "missed-subjects");
  EXPECT_EQ(leaf.number, 20U);
  ASSERT_EQ(leaf.references.size(), 1U);
  EXPECT_EQ(leaf.references[0].value, blinder.reference(ledger::ReferenceRole::client, "party 0123"));
}

} // namespace
} // namespace elicense::privacy
