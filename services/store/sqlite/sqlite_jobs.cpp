// SPDX-License-Identifier: Apache-2.0
// Jobs, the pieces of their files, and their rows.
#include "store/sqlite/sqlite_jobs.hpp"
#include "store/sqlite/license_rows.hpp"

namespace elicense::store {
namespace {

using jobs::Job;
using jobs::KeptRow;

constexpr std::int64_t pieces_dropped_at_once = 16;

std::string row_id(std::string_view job, std::int64_t number) {
  return std::string(job) + "/" + std::to_string(number);
}

Result<Job> change_job(const TransitionWriter& writer, std::string_view id, const jobs::Change& change) {
  auto stored = find_job(writer.connection, writer.keyring, id);
  if (!stored) return stored.error();
  if (auto changed = change(stored->job); !changed) return changed.error();
  update_job(writer.connection, writer.keyring, *stored);
  return std::move(stored->job);
}

// The columns of `jobs` that count rows are named as their outcomes; what is noted was issued.
void count_kept(Connection& connection, std::int64_t job, jobs::Outcome outcome) {
  if (outcome == jobs::Outcome::noted) return;
  const std::string column(jobs::to_text(outcome));
  Statement(connection, "UPDATE jobs SET " + column + " = " + column + " + 1 WHERE sequence = ?", job).run();
}

void keep_row(const TransitionWriter& writer, const StoredJob& stored, const KeptRow& kept) {
  auto& [connection, keyring, random] = writer;
  const std::string id = row_id(stored.job.id, kept.number);
  Statement(connection,
            "INSERT INTO job_rows (id, job, number, outcome, key_id, sealed) VALUES (?, ?, ?, ?, ?, ?) ON "
            "CONFLICT DO NOTHING",
            id, stored.sequence, kept.number, jobs::to_text(kept.outcome), keyring.active(),
            keyring.seal({"job_rows", id, "sealed"}, as_bytes(kept.content.dump())))
      .run();
  if (connection.changes() == 1) count_kept(connection, stored.sequence, kept.outcome);
}

jobs::Outcome outcome_of(std::string_view text) {
  for (const jobs::Outcome outcome :
       {jobs::Outcome::quarantined, jobs::Outcome::refused, jobs::Outcome::repeated})
    if (text == jobs::to_text(outcome)) return outcome;
  return jobs::Outcome::noted;
}

// "<> 'voided'" is what the index over keys says of itself.
jobs::KnownRow known_row(Connection& connection, const Keyring& keyring, const std::string& key) {
  Statement row(
      connection,
      "SELECT plans.identifier, ifnull(jobs.id, ''), jobs.state IN ('refused', 'cancelled') FROM plans "
      "INDEXED BY "
      "plans_by_key JOIN licenses ON licenses.identifier = plans.identifier LEFT JOIN jobs ON jobs.sequence "
      "= "
      "licenses.job WHERE plans.idempotency_key = ? AND plans.state <> 'voided' AND plans.state = 'done'",
      key_digest(keyring, key));
  if (!row.next()) return {};
  return {.identifier = row.text(0), .job = row.text(1), .refused = row.integer(2) != 0};
}

} // namespace

Result<Job> SqliteJobs::open(const Job& wanted) {
  return write<Job>([&](const TransitionWriter& writer) -> Result<Job> {
    auto earlier = job_of_request(writer.connection, writer.keyring, wanted);
    if (!earlier) return earlier.error();
    if (*earlier) return **std::move(earlier);
    insert_job(writer.connection, writer.keyring, wanted);
    return wanted;
  });
}

Result<Job> SqliteJobs::find(std::string_view id) {
  return parts_.read<Job>([&](Connection& connection, const Keyring& keyring) -> Result<Job> {
    auto stored = find_job(connection, keyring, id);
    if (!stored) return stored.error();
    return std::move(stored->job);
  });
}

Result<std::vector<Job>> SqliteJobs::list(std::string_view tenant, std::string_view before,
                                          std::size_t limit) {
  return parts_.read<std::vector<Job>>([&](Connection& connection, const Keyring& keyring) {
    return read_jobs(connection, keyring, tenant, before, limit);
  });
}

Result<std::optional<Job>> SqliteJobs::next_to_do() {
  return parts_.read<std::optional<Job>>(
      [&](Connection& connection, const Keyring& keyring) { return next_job(connection, keyring); });
}

Result<Job> SqliteJobs::change(std::string_view id, const jobs::Change& change) {
  return write<Job>([&](const TransitionWriter& writer) { return change_job(writer, id, change); });
}

Result<Job> SqliteJobs::add_piece(std::string_view id, ByteView content, const jobs::Change& change) {
  return write<Job>([&](const TransitionWriter& writer) -> Result<Job> {
    auto& [connection, keyring, random] = writer;
    auto stored = find_job(connection, keyring, id);
    if (!stored) return stored.error();
    if (auto changed = change(stored->job); !changed) return changed.error();
    const std::int64_t number = stored->job.details.pieces;
    const std::string piece = row_id(id, number);
    Statement(connection, "INSERT INTO job_pieces (id, job, number, key_id, content) VALUES (?, ?, ?, ?, ?)",
              piece, stored->sequence, number, keyring.active(),
              keyring.seal({"job_pieces", piece, "content"}, content))
        .run();
    update_job(connection, keyring, *stored);
    return std::move(stored->job);
  });
}

Result<Bytes> SqliteJobs::piece(std::string_view id, std::int64_t number) {
  return parts_.read<Bytes>([&](Connection& connection, const Keyring& keyring) -> Result<Bytes> {
    const std::string piece = row_id(id, number);
    Statement row(connection, "SELECT key_id, content FROM job_pieces WHERE id = ?", piece);
    if (!row.next()) return fail(ErrorKind::not_found, "JOB_PIECE", piece);
    const auto opened = keyring.open({"job_pieces", piece, "content"}, row.integer(0), row.blob(1));
    if (!opened) return opened.error();
    return to_bytes(opened->view());
  });
}

// A few at a time: others write between them.
Result<void> SqliteJobs::drop_pieces() {
  for (const char* const table : {"job_pieces", "job_scans"}) {
    const std::string drop = std::string("DELETE FROM ")
                                 .append(table)
                                 .append(" WHERE id IN (SELECT part.id FROM ")
                                 .append(table)
                                 .append(" AS part JOIN jobs ON jobs.sequence = part.job WHERE jobs.state "
                                         "NOT IN ('receiving', 'waiting', 'running', 'cancelling') LIMIT ?)");
    for (bool more = true; more;) {
      const auto dropped = write<std::int64_t>([&](const TransitionWriter& writer) -> Result<std::int64_t> {
        Statement(writer.connection, drop, pieces_dropped_at_once).run();
        return writer.connection.changes();
      });
      if (!dropped) return dropped.error();
      more = *dropped > 0;
    }
  }
  return {};
}

Result<std::vector<jobs::KnownRow>> SqliteJobs::known(std::span<const std::string> idempotency_keys) {
  using Rows = std::vector<jobs::KnownRow>;
  return parts_.read<Rows>([&](Connection& connection, const Keyring& keyring) -> Result<Rows> {
    Rows rows;
    for (const std::string& key : idempotency_keys)
      rows.push_back(known_row(connection, keyring, key));
    return rows;
  });
}

Result<bool> SqliteJobs::is_registered(std::string_view type_code, std::string_view number,
                                       std::string_view job) {
  return parts_.read<bool>([&](Connection& connection, const Keyring& keyring) -> Result<bool> {
    Statement row(
        connection,
        "SELECT 1 FROM licenses LEFT JOIN jobs ON jobs.sequence = licenses.job WHERE licenses.type_code = ? "
        "AND "
        "number_index = ? AND licenses.state NOT IN ('pending', 'annulled') AND ifnull(jobs.id, '') <> ? AND "
        "ifnull(jobs.state, '') NOT IN ('refused', 'cancelled') LIMIT 1",
        type_code, keyring.index("number", number), job);
    return row.next();
  });
}

Result<void> SqliteJobs::keep(std::string_view id, std::span<const KeptRow> rows) {
  const auto kept = write<bool>([&](const TransitionWriter& writer) -> Result<bool> {
    const auto stored = find_job(writer.connection, writer.keyring, id);
    if (!stored) return stored.error();
    for (const KeptRow& row : rows)
      keep_row(writer, *stored, row);
    return true;
  });
  return kept ? Result<void>() : Result<void>(kept.error());
}

Result<std::vector<KeptRow>> SqliteJobs::rows(std::string_view id, std::int64_t after, std::size_t limit) {
  using Rows = std::vector<KeptRow>;
  return parts_.read<Rows>([&](Connection& connection, const Keyring& keyring) -> Result<Rows> {
    Rows rows;
    Statement row(
        connection,
        "SELECT job_rows.id, number, outcome, job_rows.key_id, job_rows.sealed FROM job_rows JOIN jobs ON "
        "jobs.sequence = job WHERE jobs.id = ? AND number > ? ORDER BY number LIMIT ?",
        id, after, static_cast<std::int64_t>(limit));
    while (row.next()) {
      const auto opened = keyring.open({"job_rows", row.text(0), "sealed"}, row.integer(3), row.blob(4));
      if (!opened) return opened.error();
      rows.push_back({.number = row.integer(1),
                      .outcome = outcome_of(row.text(2)),
                      .content = nlohmann::json::parse(as_text(opened->view()))});
    }
    return rows;
  });
}

Result<std::vector<jobs::IssuedRow>> SqliteJobs::issued(std::string_view id, std::int64_t after,
                                                        std::size_t limit) {
  using Rows = std::vector<jobs::IssuedRow>;
  return parts_.read<Rows>([&](Connection& connection, const Keyring&) -> Result<Rows> {
    Rows rows;
    Statement row(connection,
                  "SELECT job_row, identifier FROM licenses INDEXED BY licenses_by_job WHERE job = (SELECT "
                  "sequence FROM "
                  "jobs WHERE id = ?) AND job_row > ? AND state <> 'pending' ORDER BY job_row LIMIT ?",
                  id, after, static_cast<std::int64_t>(limit));
    while (row.next())
      rows.push_back({.number = row.integer(0), .identifier = row.text(1)});
    return rows;
  });
}

std::unique_ptr<jobs::Register> SqliteRegister::jobs() {
  return std::make_unique<SqliteJobs>(*parts_);
}

} // namespace elicense::store
