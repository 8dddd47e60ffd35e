// SPDX-License-Identifier: Apache-2.0
#include "submission/exemption_audit.hpp"

#include "tests/support/counted_submissions.hpp"

#include <gmock/gmock.h>

namespace elicense::submission {
namespace {

using test::partial_submission;

// As the register keeps them: over all authorities and regions.
Counted row(std::int64_t submissions) {
  Counted row = counted(partial_submission("1", "2026-03-04"));
  row.under.authority.clear();
  row.under.region.clear();
  row.counts = {.submissions = submissions, .asked_for = 2 * submissions, .given = submissions};
  row.costs.begin()->second = submissions;
  return row;
}

class Auditing : public testing::Test {
 protected:
  Auditing() {
    for (const std::uint64_t receipt : {7U, 9U}) {
      Submission kept = partial_submission(std::to_string(receipt), "2026-03-04");
      kept.receipt = receipt;
      audit.take(kept);
    }
  }
  ExemptionAudit audit;
};

TEST_F(Auditing, FindsNothingWhereCountsAreThoseOfWhatIsKept) {
  EXPECT_FALSE(audit.check(row(2)));
  EXPECT_TRUE(audit.rest().empty());
}

TEST_F(Auditing, LetsCountsStayWhenSubmissionsGo) {
  EXPECT_FALSE(audit.check(row(3)));
  Counted gone = row(5);
  gone.under.day = "2020-01-01";
  EXPECT_FALSE(audit.check(gone));
}

TEST_F(Auditing, FindsAnotherCountOfTheSameSubmissions) {
  Counted other = row(2);
  other.counts.given += 1;
  const auto finding = audit.check(other);
  ASSERT_TRUE(finding);
  EXPECT_EQ(finding->index, 7U) << "where to look";
  EXPECT_EQ(finding->code, "LEDGER_AUDIT_EXEMPTION");
  EXPECT_EQ(finding->detail, "2026-03-04 m-1");
}

TEST_F(Auditing, FindsOtherCosts) {
  Counted other = row(2);
  other.costs.begin()->second = 1;
  EXPECT_TRUE(audit.check(other));
}

TEST_F(Auditing, FindsLessThanWhatIsKept) {
  EXPECT_TRUE(audit.check(row(1)));
}

TEST_F(Auditing, FindsLessOfOneCountThanWhatIsKept) {
  Counted other = row(3);
  other.counts.given = 1;
  EXPECT_TRUE(audit.check(other));
}

TEST_F(Auditing, FindsACostThatIsMissing) {
  Counted other = row(3);
  other.costs.clear();
  EXPECT_TRUE(audit.check(other));
}

TEST_F(Auditing, FindsWhatIsCountedNowhere) {
  ASSERT_EQ(audit.rest().size(), 1U);
  EXPECT_EQ(audit.rest().front().index, 7U);
}

} // namespace
} // namespace elicense::submission
