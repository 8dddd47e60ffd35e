// SPDX-License-Identifier: Apache-2.0
// Jobs, their samples and signatures as rows: what is personal stands there sealed. What writes is called in
// the writer's turn.
#pragma once
#include "jobs/register.hpp"
#include "store/sqlite/transition_rows.hpp"

namespace elicense::store {

struct StoredJob {
  std::int64_t sequence = 0;
  jobs::Job job;
};

Result<StoredJob> find_job(Connection& connection, const Keyring& keyring,
                           std::string_view id); // JOB_NOT_FOUND
// The job that the same request made, if there is one.
Result<std::optional<jobs::Job>> job_of_request(Connection& connection, const Keyring& keyring,
                                                const jobs::Job& wanted);
Result<std::vector<jobs::Job>> read_jobs(Connection& connection, const Keyring& keyring,
                                         std::string_view tenant, std::string_view before, std::size_t limit);
Result<std::optional<jobs::Job>> next_job(Connection& connection, const Keyring& keyring);
void insert_job(Connection& connection, const Keyring& keyring, const jobs::Job& job);
void update_job(Connection& connection, const Keyring& keyring,
                const StoredJob& job);                           // state, rows read, details
void count_issued(Connection& connection, std::string_view job); // one more

// What decides what the licenses of an import are: a row that was edited or made by others does not count.
crypto::Sm3Digest signature_fingerprint(const Keyring& keyring, std::string_view job, std::string_view kind,
                                        std::string_view at);
Result<jobs::Standing> read_standing(Connection& connection, const Keyring& keyring, std::string_view id);
void insert_signature(const TransitionWriter& writer, const StoredJob& job, const jobs::Signed& made);

} // namespace elicense::store
