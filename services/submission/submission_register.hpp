// SPDX-License-Identifier: Apache-2.0
// Submissions as this room needs them kept. services/store implements it.
#pragma once
#include "ledger/entry.hpp"
#include "submission/exemption_report.hpp"
#include <functional>

namespace elicense::submission {

struct SubmissionKey {
  std::string idempotency_key; // scoped by the caller
  crypto::Sm3Digest digest{};  // of what was asked for
};

struct MadeCopy {
  std::size_t material = 0; // its place
  Bytes document;
};

struct SubmissionChange {
  Submission submission; // as it is from now on
  std::vector<MadeCopy> copies = {};
  std::vector<ledger::Entry> leaves = {};
  std::optional<ledger::Entry> receipt = {}; // the leaf over its statement, when that changed
  bool drops_copies = false;
};

// In the writer's turn, with the submission as it is then; nothing: it stays as it is.
using DecideSubmission = std::function<Result<std::optional<SubmissionChange>>(const Submission&)>;

// Each call is one transaction with its leaves. STORE_…
class SubmissionRegister {
 public:
  virtual ~SubmissionRegister() = default;

  // What the same request made before. IDEMPOTENCY_MISMATCH
  virtual Result<std::optional<Submission>> submitted_before(const SubmissionKey& key) = 0;
  virtual Result<Submission> record(const SubmissionKey& key,
                                    const SubmissionChange& first) = 0; // SUBMISSION_NUMBER_TAKEN
  // SUBMISSION_NOT_FOUND, and what `decide` refuses
  virtual Result<Submission> change(std::string_view id, const DecideSubmission& decide) = 0;
  virtual Result<Submission> find(std::string_view id) = 0;                  // SUBMISSION_NOT_FOUND
  virtual Result<Bytes> copy(std::string_view id, std::size_t material) = 0; // SUBMISSION_NO_COPY
  // Of whom something was given, newest first; before `before` (0: from the newest on).
  virtual Result<std::vector<Submission>> of_holder(const license::Holder& holder, std::int64_t before,
                                                    std::size_t limit) = 0;

  virtual Result<ExemptionReport> exemption_report(const ExemptionQuery& query) = 0;
  // 应免未免: where paper was demanded, received in the period of the query; pages as those of a holder.
  virtual Result<std::vector<Submission>> paper_demanded(const ExemptionQuery& query, std::int64_t before,
                                                         std::size_t limit) = 0;
};

} // namespace elicense::submission
