// SPDX-License-Identifier: Apache-2.0
// Nothing of an import counts before two people signed for a sample of it: the second of another party than
// the first. Too many wrong ones, or one person who refuses, and none of it ever does.
#pragma once
#include "jobs/register.hpp"
#include "license/life.hpp"

namespace elicense::jobs {

inline constexpr std::size_t max_reason = 300; // bytes

struct SignOffDependencies {
  Register& jobs;
  const ledger::Blinder& blinder;
  Clock clock;
  crypto::RandomSource random;
};

// JOB_NOT_FOUND, JOB_STATE, STORE_…
class SignOff {
 public:
  explicit SignOff(SignOffDependencies dependencies) : with_(std::move(dependencies)) {}

  // SAMPLE_NOT_FOUND, SAMPLE_JUDGED, SAMPLE_REASON (a wrong one needs one). The one that is too many refuses
  // all.
  Result<Job> judge(const std::string& id, std::int64_t number, Verdict verdict, const std::string& reason,
                    const std::string& party);
  // SAMPLE_OPEN (not all were looked at), SIGN_OFF_OWN (the first may not be the second)
  Result<Job> sign(const std::string& id, const license::Actor& actor);
  Result<Job> refuse(const std::string& id, const std::string& reason,
                     const std::string& party); // SAMPLE_REASON
  // What was issued of a job that was cancelled.
  Result<Job> end_cancelled(const std::string& id);

 private:
  Signed refused(const Job& job, State state, const std::string& party, const std::string& reason) const;
  Result<license::Asked> annul(const license::License& license, const Standing& standing,
                               const std::string& party) const;
  SignOffDependencies with_;
};

} // namespace elicense::jobs
