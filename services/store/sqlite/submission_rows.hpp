// SPDX-License-Identifier: Apache-2.0
// Submissions and their annotated copies as rows. What writes is called in the writer's turn.
#pragma once
#include "store/sqlite/keyring.hpp"
#include "submission/submission_register.hpp"

namespace elicense::store {

struct StoredSubmission {
  std::int64_t sequence = 0;
  submission::Submission submission;
  std::string key, request; // as submission_json() keeps them
  bool is_counted = true;   // in the exemption report
};

// Answers it as recorded. SUBMISSION_NUMBER_TAKEN
Result<submission::Submission> insert_submission(Connection& connection, const Keyring& keyring,
                                                 const submission::SubmissionKey& key,
                                                 const submission::SubmissionChange& first);
// State, materials and copies become those of `changed`, with its leaves. Answers it as recorded.
submission::Submission update_submission(Connection& connection, const Keyring& keyring,
                                         const StoredSubmission& before,
                                         const submission::SubmissionChange& changed);

// "SELECT the columns of …", to be followed by WHERE. Each reads STORE_SEALED_FIELD, STORE_KEY_UNKNOWN
extern const std::string_view select_submission;
inline constexpr int receipt_of_submission = 3; // column
Result<StoredSubmission> read_submission(const Keyring& keyring, const Statement& row);
Result<StoredSubmission> find_submission(Connection& connection, const Keyring& keyring,
                                         std::string_view id); // SUBMISSION_NOT_FOUND
// IDEMPOTENCY_MISMATCH
Result<std::optional<submission::Submission>>
submission_of_request(Connection& connection, const Keyring& keyring, const submission::SubmissionKey& key);
Result<Bytes> read_submission_copy(Connection& connection, const Keyring& keyring, std::string_view id,
                                   std::size_t material); // SUBMISSION_NO_COPY
Result<std::vector<submission::Submission>> submissions_of_holder(Connection& connection,
                                                                  const Keyring& keyring,
                                                                  const license::Holder& holder,
                                                                  std::int64_t before, std::size_t limit);

// Those where paper was demanded, first received in the query's period, newest first; before `before` (0:
// from the newest on).
Result<std::vector<submission::Submission>>
paper_demanded_submissions(Connection& connection, const Keyring& keyring,
                           const submission::ExemptionQuery& query, std::int64_t before, std::size_t limit);
// Those that are counted and can be opened.
void each_counted_submission(Connection& connection, const Keyring& keyring,
                             const std::function<void(const submission::Submission&)>& each);

std::int64_t count_old_submissions(Connection& connection, Time before);
// At most `rows`, with their copies; answers how many went.
std::int64_t remove_old_submissions(Connection& connection, Time before, std::size_t rows);

} // namespace elicense::store
