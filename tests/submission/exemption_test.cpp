// SPDX-License-Identifier: Apache-2.0
#include "submission/exemption.hpp"

#include "tests/support/counted_submissions.hpp"

#include <gmock/gmock.h>

namespace elicense::submission {
namespace {

using test::given_material;
using test::partial_submission;
using test::refused_material;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

TEST(Exemption, CountsWhatWasAskedForAndWhatWasGiven) {
  Submission submission = partial_submission("1", "2026-03-04");
  submission.left_out = {refused_material("MATERIAL_LEFT_OUT", "type-b")};
  const Counted made = counted(submission);
  EXPECT_EQ(made.under, (CountedUnder{"tenant-a", "2026-03-04", "m-1", "authority-a", "640100"}));
  EXPECT_EQ(made.counts, (ExemptionCounts{.submissions = 1, .asked_for = 3, .given = 1}));
  EXPECT_THAT(made.costs, ElementsAre(Pair(Cost{"MATERIAL_LEFT_OUT", "type-b", ""}, 1),
                                      Pair(Cost{"MATERIAL_NOT_LINKED", "", ""}, 1)));
}

TEST(Exemption, IsCountedOnTheDayInChina) {
  Submission submission = partial_submission("1", "2026-03-04");
  submission.received_at = from_rfc3339("2026-03-03T16:00:00Z").value();
  EXPECT_EQ(counted(submission).under.day, "2026-03-04");
  submission.changed_at += std::chrono::days(9);
  EXPECT_EQ(counted(submission).under.day, "2026-03-04") << "and stays there";
}

TEST(Exemption, LeavesOutWhatTheCaseDoesNotAskFor) {
  Submission submission = partial_submission("1", "2026-03-04");
  submission.materials.push_back(refused_material("MATERIAL_NOT_ASKED_FOR"));
  EXPECT_EQ(counted(submission).counts.asked_for, 2);
}

TEST(Exemption, CountsNothingAsExemptWhenPaperWasDemanded) {
  Submission submission = partial_submission("1", "2026-03-04");
  submission.registered_state = State::paper_demanded;
  const Counted made = counted(submission);
  EXPECT_EQ(made.counts,
            (ExemptionCounts{.submissions = 1, .asked_for = 2, .given = 0, .paper_demanded = 1}));
  EXPECT_THAT(made.costs, ElementsAre(Pair(Cost{"MATERIAL_NOT_LINKED", "", ""}, 1),
                                      Pair(Cost{"SUBMISSION_PAPER_DEMANDED", "type-a", "issuer-a"}, 1)));
}

TEST(Exemption, CountsAWithdrawnCaseAlone) {
  Submission submission = partial_submission("1", "2026-03-04");
  submission.registered_state = State::withdrawn;
  EXPECT_EQ(counted(submission).counts, (ExemptionCounts{.submissions = 1, .withdrawn = 1}));
  EXPECT_THAT(counted(submission).costs, IsEmpty());
}

TEST(Exemption, CountsARefusedOrAcceptedCaseAsItWas) {
  Submission submission = partial_submission("1", "2026-03-04");
  submission.registered_state = State::refused;
  EXPECT_EQ(counted(submission).counts,
            (ExemptionCounts{.submissions = 1, .asked_for = 2, .given = 1, .refused = 1}));
  submission.registered_state = State::accepted;
  EXPECT_EQ(counted(submission).counts,
            (ExemptionCounts{.submissions = 1, .asked_for = 2, .given = 1, .accepted = 1}));
}

} // namespace
} // namespace elicense::submission
