// SPDX-License-Identifier: Apache-2.0
// Two people, a sample, and what becomes of an import.
#include "jobs/leaves.hpp"
#include "jobs/sign_off.hpp"
#include "license/leaves.hpp"
#include "tests/support/jobs_file.hpp"
#include "tests/support/memory_book.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::jobs {
namespace {

using license::License;
using test::fails_with;
using test::succeeds;

class SignOffTest : public testing::Test {
 protected:
  SignOffTest() {
    job.id = "job";
    job.tenant = "11640000MB999999XM";
    job.type_code = "type";
    job.request = "request";
    job.asked_at = job.changed_at = now;
    job.state = State::running;
    EXPECT_THAT(file->open(job), succeeds());
    std::vector<std::string> all;
    for (int row = 1; row <= 4; ++row)
      all.push_back(issue(row));
    EXPECT_THAT(file->draw_sample(job.id, std::vector{all[0], all[2]},
                                  complete_leaf(job, {}, test::test_blinder(), now),
                                  [](Job& present) -> Result<void> {
                                    present.state = State::awaits_sign_off;
                                    present.details.sample = 2;
                                    return {};
                                  }),
                succeeds());
  }
  std::string issue(std::int64_t row) {
    License license;
    license.identifier = "identifier-" + std::to_string(row);
    license.reference = "reference-" + std::to_string(row);
    license.number = "number-" + std::to_string(row);
    license.type_code = "type";
    license.batch = license::Batch{.id = job.id, .row = row, .released_at = {}};
    EXPECT_THAT(file.licenses().record_plan({license.reference, {}, license, now}), succeeds());
    license.registered_state = license::State::valid;
    license.document_digest = crypto::sm3(as_bytes("document"));
    EXPECT_THAT(file.licenses().record_issued(license, as_bytes("document"),
                                              license::issued_leaf(license, test::test_blinder(), now)),
                succeeds());
    return license.identifier;
  }
  void accept(std::int64_t wrong) { // so many wrong ones
    EXPECT_THAT(file->change(job.id,
                             [&](Job& present) -> Result<void> {
                               present.details.accepts = wrong;
                               return {};
                             }),
                succeeds());
  }
  void judge_all(Verdict first = Verdict::right) {
    EXPECT_THAT(sign_off.judge(job.id, 1, first, first == Verdict::wrong ? "because" : "", "clerk"),
                succeeds());
    EXPECT_THAT(sign_off.judge(job.id, 2, Verdict::right, "", "clerk"), succeeds());
  }
  license::State state(int row, Time at) {
    return file.licenses().find("identifier-" + std::to_string(row))->state_at(at);
  }

  const Time now{std::chrono::seconds(1'780'000'000)};
  test::JobsFile file;
  Job job;
  SignOff sign_off{{.jobs = *file,
                    .blinder = test::test_blinder(),
                    .clock = [this] { return now; },
                    .random = crypto::system_random}};
  const license::Actor clerk{.party = "clerk", .roles = {"issuer_clerk"}},
      approver{.party = "approver", .roles = {"issuer_approver"}};
};

TEST_F(SignOffTest, OneDecisionMakesAllValidFromThenOn) {
  EXPECT_EQ(state(1, now), license::State::not_yet_valid);
  judge_all();
  ASSERT_THAT(sign_off.sign(job.id, clerk), succeeds());
  EXPECT_EQ(state(1, now), license::State::not_yet_valid) << "one signature is none";
  EXPECT_EQ(sign_off.sign(job.id, approver)->state, State::released);
  for (int row = 1; row <= 4; ++row)
    EXPECT_EQ(state(row, now), license::State::valid);
  EXPECT_EQ(state(1, now - std::chrono::seconds(1)), license::State::not_yet_valid) << "not before";
}

TEST_F(SignOffTest, TheSecondIsAnotherPartyWithTheRole) {
  EXPECT_THAT(sign_off.sign(job.id, clerk), fails_with("SAMPLE_OPEN"));
  judge_all();
  ASSERT_THAT(sign_off.sign(job.id, approver), succeeds());
  EXPECT_THAT(sign_off.sign(job.id, approver), fails_with("SIGN_OFF_OWN"));
  EXPECT_THAT(sign_off.sign(job.id, clerk), fails_with("SIGN_OFF_ROLE"));
  EXPECT_THAT(sign_off.judge(job.id, 1, Verdict::right, "", "clerk"), fails_with("SAMPLE_JUDGED"));
}

TEST_F(SignOffTest, OneTooManyRefusesAllOfIt) {
  EXPECT_THAT(sign_off.judge(job.id, 1, Verdict::wrong, "", "clerk"), fails_with("SAMPLE_REASON"));
  EXPECT_EQ(sign_off.judge(job.id, 1, Verdict::wrong, "because", "clerk")->state, State::refused);
  for (int row = 1; row <= 4; ++row)
    EXPECT_EQ(state(row, now), license::State::annulled);
  EXPECT_THAT(sign_off.judge(job.id, 2, Verdict::right, "", "clerk"), fails_with("JOB_STATE"));
  EXPECT_EQ(file->standing(job.id)->sample[1].verdict, Verdict::open)
      << "and nothing is left of what was refused";
}

TEST_F(SignOffTest, AWrongOneAmongTheAcceptedIsAnnulledWithTheRelease) {
  accept(1);
  judge_all(Verdict::wrong);
  ASSERT_THAT(sign_off.sign(job.id, clerk), succeeds());
  ASSERT_THAT(sign_off.sign(job.id, approver), succeeds());
  EXPECT_EQ(state(1, now), license::State::annulled);
  EXPECT_EQ(state(2, now), license::State::valid);
  const auto history = file.licenses().transitions("identifier-1").value();
  ASSERT_EQ(history.size(), 1U);
  EXPECT_EQ(history[0].reason, "sample_wrong");
  EXPECT_EQ(history[0].asked_by, "clerk");
  EXPECT_EQ(history[0].approved_by, "approver");
}

TEST_F(SignOffTest, APersonRefusesWithAReason) {
  EXPECT_THAT(sign_off.refuse(job.id, "", "clerk"), fails_with("SAMPLE_REASON"));
  EXPECT_THAT(sign_off.refuse(job.id, std::string(max_reason + 1, 'x'), "clerk"),
              fails_with("SAMPLE_REASON"));
  EXPECT_EQ(sign_off.refuse(job.id, std::string(max_reason, 'x'), "clerk")->state, State::refused);
  EXPECT_EQ(state(1, now), license::State::annulled);
  EXPECT_THAT(sign_off.sign(job.id, approver), fails_with("JOB_STATE"));
}

TEST_F(SignOffTest, SamplesAndJobsThatAreNotThere) {
  EXPECT_THAT(sign_off.judge(job.id, 3, Verdict::right, "", "clerk"), fails_with("SAMPLE_NOT_FOUND"));
  EXPECT_THAT(sign_off.sign("none", clerk), fails_with("JOB_NOT_FOUND"));
}

TEST_F(SignOffTest, WhatWasCancelledNeverCounts) {
  EXPECT_EQ(sign_off.end_cancelled(job.id)->state, State::awaits_sign_off) << "it is not cancelled";
  ASSERT_THAT(file->change(job.id,
                           [](Job& present) -> Result<void> {
                             present.state = State::cancelling;
                             return {};
                           }),
              succeeds());
  EXPECT_EQ(sign_off.end_cancelled(job.id)->state, State::cancelled);
  EXPECT_EQ(state(4, now), license::State::annulled);
}

TEST_F(SignOffTest, TheLedgerTellsOfEachDecisionOnce) {
  const auto before = file.licenses().book().size().value();
  judge_all();
  ASSERT_THAT(sign_off.sign(job.id, clerk), succeeds());
  EXPECT_EQ(file.licenses().book().size().value(), before);
  ASSERT_THAT(sign_off.sign(job.id, approver), succeeds());
  EXPECT_EQ(file.licenses().book().size().value(), before + 1);
}

} // namespace
} // namespace elicense::jobs
