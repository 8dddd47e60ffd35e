// SPDX-License-Identifier: Apache-2.0
#include "submission/submission_audit.hpp"

#include "submission/submission_leaves.hpp"
#include "tests/support/memory_book.hpp"

#include <functional>
#include <gtest/gtest.h>

namespace elicense::submission {
namespace {

const ledger::Blinder& blinder = test::test_blinder();
constexpr crypto::Sm3Digest request{1}, other_request{2};
const Time noon = from_rfc3339("2026-06-15T12:00:00Z").value();

Submission received(std::string statement = "first") {
  Submission submission;
  submission.id = "id";
  submission.number = "0000000001";
  submission.asker = {"client-1", "11640000MB999999XM", "operator-1", "窗口 3"};
  submission.matter_case = "2026-000017";
  submission.applicant = {{}, "111", "640104199001010026"};
  submission.changed_at = noon;
  submission.materials.resize(1);
  submission.statement = std::move(statement);
  return submission;
}

Submission answered(State state) {
  Submission submission = received();
  submission.registered_state = state;
  submission.outcome_reason = "why";
  submission.answered_by = "operator-1";
  submission.changed_at = noon + std::chrono::hours(1);
  return submission;
}

ledger::Entry erasure(std::uint32_t submissions) {
  ledger::Entry entry;
  entry.kind = ledger::EntryKind::data_erased;
  entry.word = "submissions";
  entry.number = submissions;
  return entry;
}

// Leaf 4: first turn. 5: second turn.
SubmissionAudit of_two_turns() {
  SubmissionAudit audit(blinder);
  audit.take(4, received_leaf(received("first"), request, blinder));
  audit.take(5, received_leaf(received("second"), request, blinder));
  return audit;
}

std::vector<std::uint64_t> places(const std::vector<ledger::Finding>& findings) {
  std::vector<std::uint64_t> all;
  for (const ledger::Finding& finding : findings) {
    EXPECT_EQ(finding.code, "LEDGER_AUDIT_SUBMISSION");
    all.push_back(finding.index);
  }
  return all;
}

using Places = std::vector<std::uint64_t>;

TEST(SubmissionAudit, FindsNothingWhereRowsAndLeavesAgree) {
  SubmissionAudit audit = of_two_turns();
  EXPECT_FALSE(audit.check(5, FiledSubmission{received("second"), request}));
  EXPECT_TRUE(audit.rest().empty()) << "an earlier turn has its row";
  for (const State state : {State::accepted, State::refused, State::paper_demanded, State::withdrawn}) {
    SubmissionAudit ended(blinder);
    const Submission row = answered(state);
    ended.take(4, received_leaf(received(), request, blinder));
    ended.take(5, state == State::withdrawn ? withdrawn_leaf(row, row.applicant, blinder)
                                            : answered_leaf(row, blinder));
    EXPECT_FALSE(ended.check(4, FiledSubmission{row, request})) << to_text(state);
    EXPECT_TRUE(ended.rest().empty()) << to_text(state);
  }
}

TEST(SubmissionAudit, FindsAChangedRowAtItsLeaf) {
  const std::vector<std::function<void(FiledSubmission&)>> edits = {
      [](FiledSubmission& row) { row.submission.statement += "x"; },
      [](FiledSubmission& row) { row.submission.matter_case += "x"; },
      [](FiledSubmission& row) { row.submission.asker.operator_ = "operator-2"; },
      [](FiledSubmission& row) { row.submission.materials.clear(); },
      [](FiledSubmission& row) { row.submission.changed_at += std::chrono::seconds(1); },
      [](FiledSubmission& row) { row.submission.registered_state = State::accepted; },
      [](FiledSubmission& row) { row.submission.registered_state = State::withdrawn; },
      [](FiledSubmission& row) { row.request = other_request; }};
  for (std::size_t edit = 0; edit < edits.size(); ++edit) {
    SubmissionAudit audit = of_two_turns();
    FiledSubmission row{received("second"), request};
    edits[edit](row);
    const auto finding = audit.check(5, row);
    ASSERT_TRUE(finding) << edit;
    EXPECT_EQ(finding->index, 5U) << edit;
  }
  SubmissionAudit audit = of_two_turns();
  EXPECT_TRUE(audit.check(5, fail(ErrorKind::internal, "STORE_SEALED_FIELD")));
  EXPECT_TRUE(audit.check(9, FiledSubmission{received("second"), request})) << "no such leaf";
}

TEST(SubmissionAudit, FindsAnEarlierRowPutBackAndOneThatIsThereTwice) {
  SubmissionAudit put_back = of_two_turns();
  EXPECT_FALSE(put_back.check(4, FiledSubmission{received("first"), request}));
  EXPECT_EQ(places(put_back.rest()), Places{5});
  SubmissionAudit twice = of_two_turns();
  EXPECT_FALSE(twice.check(5, FiledSubmission{received("second"), request}));
  EXPECT_TRUE(twice.check(5, FiledSubmission{received("second"), request}));
}

TEST(SubmissionAudit, FindsARemovedRowAndOutcome) {
  SubmissionAudit audit = of_two_turns();
  audit.take(6, answered_leaf(answered(State::accepted), blinder));
  EXPECT_EQ(places(audit.rest()), (Places{4, 5, 6}));
  SubmissionAudit answered_again = of_two_turns();
  answered_again.take(6, answered_leaf(answered(State::accepted), blinder));
  EXPECT_FALSE(answered_again.check(5, FiledSubmission{received("second"), request}));
  EXPECT_EQ(places(answered_again.rest()), Places{6}) << "its answer was taken away";
}

TEST(SubmissionAudit, AsManyAreExcusedAsWereErasedAndNoneThatCameLater) {
  SubmissionAudit audit = of_two_turns();
  audit.take(6, received_leaf(received("other"), other_request, blinder));
  audit.take(7, answered_leaf(answered(State::accepted), blinder));
  audit.take(8, erasure(1));
  EXPECT_EQ(places(audit.rest()), Places{6}) << "two are gone, and one was erased";
  audit.take(9, erasure(1));
  EXPECT_TRUE(audit.rest().empty());
  audit.take(10, received_leaf(received("later"), request, blinder));
  EXPECT_EQ(places(audit.rest()), Places{10});
}

} // namespace
} // namespace elicense::submission
