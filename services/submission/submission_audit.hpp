// SPDX-License-Identifier: Apache-2.0
// Submissions against the ledger: every row as the leaves of its last turn and of its end say, every leaf
// with its row until it was erased.
#pragma once
#include "ledger/audit.hpp"
#include "submission/submission.hpp"
#include <map>
#include <set>

namespace elicense::submission {

struct FiledSubmission {
  Submission submission;
  crypto::Sm3Digest request{}; // of what was asked for, as its leaves have it
};

class SubmissionAudit {
 public:
  explicit SubmissionAudit(const ledger::Blinder& blinder) : blinder_(&blinder) {}

  void take(std::uint64_t index, const ledger::Entry& entry); // for audit(): all entries in order
  // Afterwards every row, with what opened of it; `receipt`: the leaf it names.
  std::optional<ledger::Finding> check(std::uint64_t receipt, const Result<FiledSubmission>& row);
  std::vector<ledger::Finding> rest() const; // at last: leaves without a row

 private:
  using Leaves = std::map<std::uint64_t, ledger::Entry>;
  bool is_told(std::uint64_t receipt, const FiledSubmission& row) const;
  bool has_its_end(const Submission& submission);
  bool has_a_row(std::uint64_t leaf, const ledger::Entry& entry) const; // or is an earlier turn of one

  const ledger::Blinder* blinder_;
  Leaves received_;
  Leaves ended_;                    // without a row so far
  std::set<std::uint64_t> told_;    // leaves of received_ that a row is as they say
  std::uint64_t erased_before_ = 0; // leaves that may be of rows whose time was over
  std::uint64_t erased_ = 0;        // submissions
};

} // namespace elicense::submission
