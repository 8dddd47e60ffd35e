// SPDX-License-Identifier: Apache-2.0
#include "submission/outcome_reason.hpp"

#include "tests/support/counted_submissions.hpp"
#include "tests/support/memory_register.hpp"
#include "tests/support/result_matchers.hpp"

#include <gmock/gmock.h>

namespace elicense::submission {
namespace {

using test::fails_with;
using test::succeeds;

class OutcomeReason : public testing::Test {
 protected:
  OutcomeReason() {
    test::register_issued(licenses, permit, test::license_document(permit));
    Submitted given = test::given_material();
    given.license = permit.identifier;
    submission.materials = {test::refused_material("MATERIAL_NOT_LINKED"), given};
  }
  Result<void> check(const std::string& reason) { return check_names_nobody(reason, submission, licenses); }

  license::License permit = test::permit();
  test::MemoryRegister licenses;
  Submission submission;
};

TEST_F(OutcomeReason, MaySayWhy) {
  EXPECT_THAT(check("窗口系统2026年3月4日升级，暂收复印件；见内部文件 20260304"), succeeds());
  EXPECT_THAT(check("1234567890"), succeeds());
}

TEST_F(OutcomeReason, HoldsNoLongNumber) {
  EXPECT_THAT(check("请致电 13800000000"), fails_with("SUBMISSION_REASON_PERSONAL"));
  EXPECT_THAT(check("64010419900101002X"), fails_with("SUBMISSION_REASON_PERSONAL"));
}

TEST_F(OutcomeReason, NamesNoHolderOfWhatWasGiven) {
  EXPECT_THAT(check("要求" + permit.holder.name + "补交"), fails_with("SUBMISSION_REASON_PERSONAL"));
  EXPECT_THAT(check("要求" + permit.holder.code + "补交"), fails_with("SUBMISSION_REASON_PERSONAL"));
}

TEST_F(OutcomeReason, IsNotTakenWhenNobodyCanTell) {
  submission.materials[1].license = "another";
  EXPECT_THAT(check("收复印件"), fails_with("LICENSE_NOT_FOUND"));
}

} // namespace
} // namespace elicense::submission
