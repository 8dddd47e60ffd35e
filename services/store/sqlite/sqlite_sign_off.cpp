// SPDX-License-Identifier: Apache-2.0
// Samples and signatures of imports, and the licenses one decision is about.
#include "store/sqlite/ledger_rows.hpp"
#include "store/sqlite/license_rows.hpp"
#include "store/sqlite/outbox_rows.hpp"
#include "store/sqlite/sqlite_jobs.hpp"

namespace elicense::store {
namespace {

using jobs::Item;
using jobs::Job;
using jobs::Verdict;

void insert_sample(const TransitionWriter& writer, const StoredJob& stored, std::int64_t number,
                   const std::string& identifier) {
  auto& [connection, keyring, random] = writer;
  const std::string id = stored.job.id + "/" + std::to_string(number);
  Statement(connection,
            "INSERT INTO job_samples (id, job, number, identifier, key_id, sealed) VALUES (?, ?, ?, ?, ?, ?)",
            id, stored.sequence, number, identifier, keyring.active(),
            keyring.seal({"job_samples", id, "sealed"}, as_bytes("{}")))
      .run();
}

Result<void> write_verdict(const TransitionWriter& writer, const jobs::Standing& standing,
                           const jobs::Sample& judged) {
  auto& [connection, keyring, random] = writer;
  const auto found = std::ranges::find(standing.sample, judged.number, &jobs::Sample::number);
  if (found == standing.sample.end()) return fail(ErrorKind::not_found, "SAMPLE_NOT_FOUND");
  if (found->verdict != Verdict::open) return fail(ErrorKind::conflict, "SAMPLE_JUDGED");
  const std::string id = standing.job.id + "/" + std::to_string(judged.number);
  const nlohmann::json json{{"by", judged.judged_by}, {"reason", judged.reason}};
  Statement(connection,
            "UPDATE job_samples SET verdict = ?, judged_at = ?, key_id = ?, sealed = ? WHERE id = ?",
            judged.verdict == Verdict::right ? "right" : "wrong", seconds(judged.judged_at.value()),
            keyring.active(), keyring.seal({"job_samples", id, "sealed"}, as_bytes(json.dump())), id)
      .run();
  return {};
}

// Every license of the sample that is wrong gets a decision of its own.
Result<void> annul_wrong(const TransitionWriter& writer, const jobs::Standing& standing,
                         const license::Ask& annul) {
  for (const jobs::Sample& sample : standing.sample) {
    if (sample.verdict != Verdict::wrong) continue;
    const auto license = find_license(writer.connection, writer.keyring, sample.identifier);
    if (!license) return license.error();
    auto asked = annul(*license);
    if (!asked) return asked.error();
    const std::string key = "sample/" + standing.job.id + "/" + std::to_string(sample.number);
    auto transition = insert_transition(writer, std::move(asked->transition),
                                        {sample.identifier, key, crypto::sm3(as_bytes(key))});
    if (!transition) return transition.error();
    insert_mark(writer, *transition, asked->mark.value());
  }
  return {};
}

void tell(Connection& connection, const Job& job, Time at) {
  enqueue(connection, {.kind = std::string(notify::kind::import_decided),
                       .tenant = job.tenant,
                       .object = "/v1/jobs/" + job.id,
                       .at = at,
                       .data = {{"license_type", job.type_code},
                                {"state", jobs::to_text(job.state)},
                                {"licenses", job.counts.issued}}});
}

Result<Job> sign_once(const TransitionWriter& writer, std::string_view id, const jobs::Sign& sign) {
  auto& [connection, keyring, random] = writer;
  const auto standing = read_standing(connection, keyring, id);
  if (!standing) return standing.error();
  const auto made = sign(*standing);
  if (!made) return made.error();
  if (!*made) return standing->job;
  auto stored = find_job(connection, keyring, id);
  if (!stored) return stored.error();
  if ((*made)->annul)
    if (auto annulled = annul_wrong(writer, *standing, (*made)->annul); !annulled) return annulled.error();
  insert_signature(writer, *stored, **made);
  stored->job.state = (*made)->state;
  stored->job.changed_at = (*made)->signature.at;
  update_job(connection, keyring, *stored);
  if ((*made)->signature.kind != jobs::Signature::Kind::signed_)
    tell(connection, stored->job, (*made)->signature.at);
  return std::move(stored->job);
}

std::vector<Item> read_items(Statement& row) {
  std::vector<Item> items;
  while (row.next())
    items.push_back({.number = row.integer(0),
                     .identifier = row.text(1),
                     .code = row.is_null(2) ? std::nullopt : std::optional(row.text(2))});
  return items;
}

} // namespace

Result<Job> SqliteJobs::draw_sample(std::string_view id, std::span<const std::string> identifiers,
                                    const ledger::Entry& leaf, const jobs::Change& change) {
  return write<Job>([&](const TransitionWriter& writer) -> Result<Job> {
    auto stored = find_job(writer.connection, writer.keyring, id);
    if (!stored) return stored.error();
    if (auto changed = change(stored->job); !changed) return changed.error();
    append_entry(writer.connection, leaf);
    for (std::size_t i = 0; i < identifiers.size(); ++i)
      insert_sample(writer, *stored, static_cast<std::int64_t>(i) + 1, identifiers[i]);
    update_job(writer.connection, writer.keyring, *stored);
    return std::move(stored->job);
  });
}

Result<jobs::Standing> SqliteJobs::standing(std::string_view id) {
  return parts_.read<jobs::Standing>(
      [&](Connection& connection, const Keyring& keyring) { return read_standing(connection, keyring, id); });
}

Result<Job> SqliteJobs::judge_sample(std::string_view id, const jobs::Sample& judged,
                                     const jobs::Sign& then) {
  return write<Job>([&](const TransitionWriter& writer) -> Result<Job> {
    const auto standing = read_standing(writer.connection, writer.keyring, id);
    if (!standing) return standing.error();
    if (auto written = write_verdict(writer, *standing, judged); !written) return written.error();
    return sign_once(writer, id, then);
  });
}

Result<Job> SqliteJobs::sign(std::string_view id, const jobs::Sign& sign) {
  return write<Job>([&](const TransitionWriter& writer) { return sign_once(writer, id, sign); });
}

Result<Job> SqliteJobs::propose(const Job& wanted, std::span<const std::string> identifiers) {
  return write<Job>([&](const TransitionWriter& writer) -> Result<Job> {
    auto& [connection, keyring, random] = writer;
    auto earlier = job_of_request(connection, keyring, wanted);
    if (!earlier) return earlier.error();
    if (*earlier) return **std::move(earlier);
    insert_job(connection, keyring, wanted);
    const auto stored = find_job(connection, keyring, wanted.id);
    if (!stored) return stored.error();
    for (std::size_t i = 0; i < identifiers.size(); ++i)
      Statement(connection, "INSERT INTO job_items (job, number, identifier) VALUES (?, ?, ?)",
                stored->sequence, static_cast<std::int64_t>(i) + 1, identifiers[i])
          .run();
    return wanted;
  });
}

Result<std::vector<Item>> SqliteJobs::open_items(std::string_view id, std::size_t limit) {
  using Items = std::vector<Item>;
  return parts_.read<Items>([&](Connection& connection, const Keyring&) -> Result<Items> {
    Statement row(connection,
                  "SELECT number, identifier, code FROM job_items INDEXED BY open_job_items WHERE job = "
                  "(SELECT sequence "
                  "FROM jobs WHERE id = ?) AND code IS NULL ORDER BY number LIMIT ?",
                  id, static_cast<std::int64_t>(limit));
    return read_items(row);
  });
}

Result<void> SqliteJobs::close_items(std::string_view id, std::span<const Item> items) {
  const auto closed = write<bool>([&](const TransitionWriter& writer) -> Result<bool> {
    auto& [connection, keyring, random] = writer;
    for (const Item& item : items) {
      const bool decided = item.code.value().empty();
      Statement(connection,
                "UPDATE job_items SET code = ? WHERE job = (SELECT sequence FROM jobs WHERE id = ?) AND "
                "number = ? AND "
                "code IS NULL",
                *item.code, id, item.number)
          .run();
      if (connection.changes() == 0) continue;
      Statement(connection,
                decided ? "UPDATE jobs SET issued = issued + 1 WHERE id = ?"
                        : "UPDATE jobs SET refused = refused + 1 WHERE id = ?",
                id)
          .run();
    }
    return true;
  });
  return closed ? Result<void>() : Result<void>(closed.error());
}

Result<std::vector<Item>> SqliteJobs::items(std::string_view id, std::int64_t after, std::size_t limit) {
  using Items = std::vector<Item>;
  return parts_.read<Items>([&](Connection& connection, const Keyring&) -> Result<Items> {
    Statement row(connection,
                  "SELECT number, identifier, code FROM job_items WHERE job = (SELECT sequence FROM jobs "
                  "WHERE id = ?) AND "
                  "number > ? ORDER BY number LIMIT ?",
                  id, after, static_cast<std::int64_t>(limit));
    return read_items(row);
  });
}

} // namespace elicense::store
