// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/job_rows.hpp"
#include "store/sqlite/ledger_rows.hpp"
#include "store/sqlite/license_rows.hpp"
#include <array>

namespace elicense::store {
namespace {

using jobs::Job;
using jobs::Signature;
using jobs::Verdict;

constexpr std::string_view select_job = "SELECT sequence, id, kind, state, tenant, type_code, asked_at, "
                                        "changed_at, read_rows, issued, quarantined, refused, "
                                        "repeated, key_id, sealed FROM jobs ";
constexpr std::array<std::string_view, 3> signature_kinds = {"signed", "released", "refused"};

std::string request_key(const Keyring& keyring, const Job& job) {
  return to_hex(keyring.digest("job_request", {as_bytes(job.request)}));
}

// The request as well: under another index key its digest is made again.
Bytes sealed_details(const Keyring& keyring, const Job& job) {
  const nlohmann::json sealed{{"request", job.request}, {"details", jobs::to_json(job.details)}};
  return keyring.seal({"jobs", job.id, "sealed"}, as_bytes(sealed.dump()));
}

Result<StoredJob> read_job(const Keyring& keyring, const Statement& row) {
  StoredJob stored{.sequence = row.integer(0), .job = {}};
  Job& job = stored.job;
  job.id = row.text(1);
  job.kind = jobs::kind_from_text(row.text(2)).value(); // only our own texts are written
  job.state = jobs::state_from_text(row.text(3)).value();
  job.tenant = row.text(4);
  job.type_code = row.text(5);
  job.asked_at = time_of(row.integer(6));
  job.changed_at = time_of(row.integer(7));
  job.counts = {.read = row.integer(8),
                .issued = row.integer(9),
                .quarantined = row.integer(10),
                .refused = row.integer(11),
                .repeated = row.integer(12)};
  const auto opened = keyring.open({"jobs", job.id, "sealed"}, row.integer(13), row.blob(14));
  if (!opened) return opened.error();
  const auto json = nlohmann::json::parse(as_text(opened->view()));
  job.request = json.at("request");
  job.details = jobs::details_from_json(json.at("details").get<std::string>());
  return stored;
}

Result<std::vector<Job>> read_jobs(const Keyring& keyring, Statement& row) {
  std::vector<Job> found;
  while (row.next()) {
    auto stored = read_job(keyring, row);
    if (!stored) return stored.error();
    found.push_back(std::move(stored->job));
  }
  return found;
}

Result<std::optional<Job>> first_of(Result<std::vector<Job>> found) {
  if (!found) return found.error();
  return found->empty() ? std::optional<Job>() : std::optional(std::move(found->front()));
}

Verdict verdict_of(const std::string& text) {
  if (text.empty()) return Verdict::open;
  return text == "right" ? Verdict::right : Verdict::wrong;
}

Result<void> read_sample(Connection& connection, const Keyring& keyring, std::int64_t job,
                         jobs::Standing& standing) {
  Statement row(connection,
                "SELECT number, identifier, ifnull(verdict, ''), ifnull(judged_at, -1), id, key_id, sealed "
                "FROM job_samples "
                "WHERE job = ? ORDER BY number",
                job);
  while (row.next()) {
    const auto opened = keyring.open({"job_samples", row.text(4), "sealed"}, row.integer(5), row.blob(6));
    if (!opened) return opened.error();
    const auto json = nlohmann::json::parse(as_text(opened->view()));
    jobs::Sample sample{.number = row.integer(0),
                        .identifier = row.text(1),
                        .verdict = verdict_of(row.text(2)),
                        .judged_at = {},
                        .judged_by = json.value("by", ""),
                        .reason = json.value("reason", "")};
    if (sample.verdict != Verdict::open) sample.judged_at = time_of(row.integer(3));
    standing.sample.push_back(std::move(sample));
  }
  return {};
}

Result<void> read_signatures(Connection& connection, const Keyring& keyring, std::int64_t job,
                             jobs::Standing& standing) {
  Statement row(
      connection,
      "SELECT kind, at, id, key_id, sealed, fingerprint FROM job_signatures WHERE job = ? ORDER BY rowid",
      job);
  while (row.next()) {
    const auto opened = keyring.open({"job_signatures", row.text(2), "sealed"}, row.integer(3), row.blob(4));
    if (!opened) return opened.error();
    if (row.digest(5) !=
        signature_fingerprint(keyring, standing.job.id, row.text(0), std::to_string(row.integer(1))))
      return edited("job_signatures.fingerprint");
    const auto json = nlohmann::json::parse(as_text(opened->view()));
    const auto* const kind = std::ranges::find(signature_kinds, row.text(0));
    standing.signatures.push_back({.kind = static_cast<Signature::Kind>(kind - signature_kinds.begin()),
                                   .at = time_of(row.integer(1)),
                                   .by = json.at("by"),
                                   .reason = json.at("reason")});
  }
  return {};
}

} // namespace

Result<StoredJob> find_job(Connection& connection, const Keyring& keyring, std::string_view id) {
  Statement row(connection, std::string(select_job) + "WHERE id = ?", id);
  if (!row.next()) return fail(ErrorKind::not_found, "JOB_NOT_FOUND");
  return read_job(keyring, row);
}

Result<std::optional<Job>> job_of_request(Connection& connection, const Keyring& keyring, const Job& wanted) {
  Statement row(connection, std::string(select_job) + "WHERE request_key = ?", request_key(keyring, wanted));
  return first_of(read_jobs(keyring, row));
}

Result<std::vector<Job>> read_jobs(Connection& connection, const Keyring& keyring, std::string_view tenant,
                                   std::string_view before, std::size_t limit) {
  Statement row(connection,
                std::string(select_job) +
                    "WHERE tenant = ? AND sequence < ifnull((SELECT sequence FROM jobs WHERE id = ?), "
                    "9223372036854775807) ORDER BY sequence DESC LIMIT ?",
                tenant, before, static_cast<std::int64_t>(limit));
  return read_jobs(keyring, row);
}

Result<std::optional<Job>> next_job(Connection& connection, const Keyring& keyring) {
  Statement row(connection,
                std::string(select_job) +
                    "WHERE state IN ('waiting', 'running', 'cancelling') ORDER BY sequence LIMIT 1");
  return first_of(read_jobs(keyring, row));
}

void insert_job(Connection& connection, const Keyring& keyring, const Job& job) {
  Statement(connection,
            "INSERT INTO jobs (id, kind, state, tenant, type_code, request_key, asked_at, changed_at, "
            "key_id, sealed) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            job.id, jobs::to_text(job.kind), jobs::to_text(job.state), job.tenant, job.type_code,
            request_key(keyring, job), seconds(job.asked_at), seconds(job.changed_at), keyring.active(),
            sealed_details(keyring, job))
      .run();
}

void update_job(Connection& connection, const Keyring& keyring, const StoredJob& stored) {
  const Job& job = stored.job;
  Statement(
      connection,
      "UPDATE jobs SET state = ?, changed_at = ?, read_rows = ?, key_id = ?, sealed = ? WHERE sequence = ?",
      jobs::to_text(job.state), seconds(job.changed_at), job.counts.read, keyring.active(),
      sealed_details(keyring, job), stored.sequence)
      .run();
}

void count_issued(Connection& connection, std::string_view job) {
  Statement(connection, "UPDATE jobs SET issued = issued + 1 WHERE id = ?", job).run();
}

crypto::Sm3Digest signature_fingerprint(const Keyring& keyring, std::string_view job, std::string_view kind,
                                        std::string_view at) {
  return keyring.digest("job_signatures", {as_bytes(job), as_bytes(kind), as_bytes(at)});
}

Result<jobs::Standing> read_standing(Connection& connection, const Keyring& keyring, std::string_view id) {
  auto stored = find_job(connection, keyring, id);
  if (!stored) return stored.error();
  jobs::Standing standing{.job = std::move(stored->job), .sample = {}, .signatures = {}};
  if (auto read = read_sample(connection, keyring, stored->sequence, standing); !read) return read.error();
  if (auto read = read_signatures(connection, keyring, stored->sequence, standing); !read)
    return read.error();
  return standing;
}

void insert_signature(const TransitionWriter& writer, const StoredJob& stored, const jobs::Signed& made) {
  auto& [connection, keyring, random] = writer;
  const Signature& signature = made.signature;
  const auto kind = signature_kinds.at(static_cast<std::size_t>(signature.kind));
  const std::string id = stored.job.id + "/" + std::string(kind);
  constexpr std::int64_t no_leaf = -1;
  const std::int64_t leaf =
      made.leaf ? static_cast<std::int64_t>(append_entry(connection, *made.leaf)) : no_leaf;
  const nlohmann::json json{{"by", signature.by}, {"reason", signature.reason}};
  Statement(
      connection,
      "INSERT INTO job_signatures (id, job, kind, at, leaf, fingerprint, key_id, sealed) VALUES (?, ?, ?, ?, "
      "nullif(?, -1), ?, ?, ?)",
      id, stored.sequence, kind, seconds(signature.at), leaf,
      signature_fingerprint(keyring, stored.job.id, kind, std::to_string(seconds(signature.at))),
      keyring.active(), keyring.seal({"job_signatures", id, "sealed"}, as_bytes(json.dump())))
      .run();
}

} // namespace elicense::store
