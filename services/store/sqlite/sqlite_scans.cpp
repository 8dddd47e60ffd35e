// SPDX-License-Identifier: Apache-2.0
// Scans that were sent for an import. Neither their names nor a digest that could be made from a name is
// readable.
#include "store/sqlite/ledger_rows.hpp"
#include "store/sqlite/sqlite_jobs.hpp"

namespace elicense::store {
namespace {

using jobs::Job;

std::string name_key(const Keyring& keyring, std::string_view name) {
  return to_hex(keyring.digest("job_scan", {as_bytes(name)}));
}

Result<std::optional<Bytes>> find_scan(Connection& connection, const Keyring& keyring, std::string_view job,
                                       std::string_view name) {
  Statement row(
      connection,
      "SELECT job_scans.id, job_scans.key_id, content FROM job_scans JOIN jobs ON jobs.sequence = job "
      "WHERE jobs.id = ? AND name_key = ?",
      job, name_key(keyring, name));
  if (!row.next()) return std::optional<Bytes>();
  const auto opened = keyring.open({"job_scans", row.text(0), "content"}, row.integer(1), row.blob(2));
  if (!opened) return opened.error();
  return std::optional(to_bytes(opened->view()));
}

void insert_scan(const TransitionWriter& writer, std::int64_t job, std::string_view name, ByteView content) {
  auto& [connection, keyring, random] = writer;
  const std::string id = crypto::random_id(random);
  Statement(
      connection,
      "INSERT INTO job_scans (id, job, name_key, key_id, sealed_name, content) VALUES (?, ?, ?, ?, ?, ?)", id,
      job, name_key(keyring, name), keyring.active(),
      keyring.seal({"job_scans", id, "sealed_name"}, as_bytes(name)),
      keyring.seal({"job_scans", id, "content"}, content))
      .run();
}

} // namespace

Result<Job> SqliteJobs::add_scan(std::string_view id, const std::string& name, ByteView content,
                                 const jobs::Change& change) {
  return write<Job>([&](const TransitionWriter& writer) -> Result<Job> {
    auto& [connection, keyring, random] = writer;
    auto stored = find_job(connection, keyring, id);
    if (!stored) return stored.error();
    const auto present = find_scan(connection, keyring, id, name);
    if (!present) return present.error();
    if (*present && !equal(**present, content)) return fail(ErrorKind::conflict, "SCAN_CHANGED");
    if (*present) return std::move(stored->job);
    if (auto changed = change(stored->job); !changed) return changed.error();
    insert_scan(writer, stored->sequence, name, content);
    update_job(connection, keyring, *stored);
    return std::move(stored->job);
  });
}

Result<bool> SqliteJobs::has_scan(std::string_view id, const std::string& name) {
  return parts_.read<bool>([&](Connection& connection, const Keyring& keyring) -> Result<bool> {
    Statement row(
        connection,
        "SELECT 1 FROM job_scans JOIN jobs ON jobs.sequence = job WHERE jobs.id = ? AND name_key = ?", id,
        name_key(keyring, name));
    return row.next();
  });
}

Result<Bytes> SqliteJobs::scan(std::string_view id, const std::string& name) {
  return parts_.read<Bytes>([&](Connection& connection, const Keyring& keyring) -> Result<Bytes> {
    auto found = find_scan(connection, keyring, id, name);
    if (!found) return found.error();
    if (!*found) return fail(ErrorKind::invalid, "SCAN_MISSING");
    return **std::move(found);
  });
}

} // namespace elicense::store
