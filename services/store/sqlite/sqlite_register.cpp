// SPDX-License-Identifier: Apache-2.0
// The register's operations in SQL.
#include "store/sqlite/sqlite_register.hpp"
#include "store/sqlite/license_rows.hpp"
#include "store/sqlite/opening.hpp"
#include "store/sqlite/sqlite_access.hpp"

namespace elicense::store {
namespace {

using license::License;
using license::Plan;
using license::PlanOutcome;

constexpr std::int64_t room_of_an_issue = 128 * 1024; // in the log, roughly

Error not_found() {
  return fail(ErrorKind::not_found, "LICENSE_NOT_FOUND");
}

template <class... Values>
Result<License> read_one(Connection& connection, const std::string& condition, const Values&... values) {
  Statement row(connection, std::string(select_license) + condition, values...);
  if (!row.next()) return not_found();
  return read_license(row);
}

// The live plan of this key, if there is one.
Result<std::optional<PlanOutcome>> earlier_plan(Connection& connection, const Plan& plan) {
  Statement row(
      connection,
      "SELECT request_digest, state, identifier FROM plans WHERE idempotency_key = ? AND state <> 'voided'",
      plan.idempotency_key);
  if (!row.next()) return std::optional<PlanOutcome>{};
  if (row.digest(0) != plan.request_digest)
    return fail(ErrorKind::conflict, "IDEMPOTENCY_MISMATCH", "the key was used for another request");
  auto license = read_one(connection, "WHERE identifier = ?", row.text(2));
  if (!license) return license.error();
  const auto kind = row.text(1) == "done" ? PlanOutcome::Kind::done : PlanOutcome::Kind::open;
  return std::optional<PlanOutcome>(PlanOutcome{kind, *std::move(license)});
}

bool is_taken(Connection& connection, const License& license) {
  Statement row(connection, "SELECT 1 FROM licenses WHERE identifier = ? OR reference = ?",
                license.identifier, license.reference);
  return row.next();
}

void insert_plan(Connection& connection, const Plan& plan) {
  insert_license(connection, plan.license);
  Statement(connection,
            "INSERT INTO plans (idempotency_key, request_digest, identifier, planned_at, state) VALUES (?, "
            "?, ?, ?, 'open')",
            plan.idempotency_key, plan.request_digest, plan.license.identifier, seconds(plan.planned_at))
      .run();
}

Result<PlanOutcome> plan_once(Connection& connection, const Plan& plan) {
  auto earlier = earlier_plan(connection, plan);
  if (!earlier) return earlier.error();
  if (*earlier) return **std::move(earlier);
  if (is_taken(connection, plan.license))
    return fail(ErrorKind::conflict, "REGISTER_DUPLICATE", "the identifier or reference exists");
  insert_plan(connection, plan);
  return PlanOutcome{PlanOutcome::Kind::recorded, plan.license};
}

Result<void> close_plan(Connection& connection, const std::string& identifier, std::string_view state,
                        Time at, const std::string& reason) {
  Statement(connection,
            "UPDATE plans SET state = ?, closed_at = ?, reason = nullif(?, '') WHERE identifier = ? AND "
            "state = 'open'",
            state, seconds(at), reason, identifier)
      .run();
  if (connection.changes() == 1) return {};
  return fail(ErrorKind::conflict, "PLAN_NOT_OPEN", identifier);
}

void append_event(Connection& connection, Time at, std::string_view kind, const std::string& identifier,
                  const crypto::Sm3Digest& digest) {
  Statement(connection, "INSERT INTO events (at, kind, identifier, digest) VALUES (?, ?, ?, ?)", seconds(at),
            kind, identifier, digest)
      .run();
}

Result<void> finish_plan(Connection& connection, const License& license, ByteView document, Time at) {
  if (auto closed = close_plan(connection, license.identifier, "done", at, ""); !closed) return closed;
  Statement(connection,
            "UPDATE licenses SET state = ?, seal_id = ?, document_digest = ? WHERE identifier = ?",
            license::to_text(license.registered_state), license.seal_id, license.document_digest,
            license.identifier)
      .run();
  Statement(connection, "INSERT INTO documents (identifier, content) VALUES (?, ?)", license.identifier,
            document)
      .run();
  append_event(connection, at, "issued", license.identifier, license.document_digest);
  return {};
}

} // namespace

SqliteRegister::SqliteRegister(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
SqliteRegister::~SqliteRegister() = default;

Result<std::unique_ptr<SqliteRegister>> SqliteRegister::create(const std::filesystem::path& file,
                                                               const SqliteOptions& options) {
  if (auto created = create_file(file); !created) return created.error();
  return open(file, options);
}

Result<std::unique_ptr<SqliteRegister>> SqliteRegister::open(const std::filesystem::path& file,
                                                             const SqliteOptions& options) {
  auto opened = open_file(file);
  if (!opened) return opened.error();
  try {
    return std::unique_ptr<SqliteRegister>(
        new SqliteRegister(std::make_unique<Parts>(*std::move(opened), file, options)));
  } catch (const SqliteFailure& failure) {
    return fail(ErrorKind::unavailable, "STORE_UNAVAILABLE", failure.what());
  }
}

std::unique_ptr<access::Register> SqliteRegister::open_access(access::Vault vault, ledger::Blinder blinder) {
  return std::make_unique<SqliteAccess>(parts_->writer, parts_->readers, std::move(vault),
                                        std::move(blinder));
}

Result<PlanOutcome> SqliteRegister::record_plan(const Plan& plan) {
  PlanOutcome outcome;
  auto written = parts_->writer.run([&](Connection& connection) -> Result<void> {
    auto planned = plan_once(connection, plan);
    if (!planned) return planned.error();
    outcome = *std::move(planned);
    return {};
  });
  if (!written) return written.error();
  return outcome;
}

Result<void> SqliteRegister::record_issued(const License& license, ByteView document, Time at) {
  return parts_->writer.run(
      [&](Connection& connection) { return finish_plan(connection, license, document, at); });
}

Result<void> SqliteRegister::void_plan(const std::string& identifier, const std::string& reason_code,
                                       Time at) {
  return parts_->writer.run([&](Connection& connection) -> Result<void> {
    if (auto closed = close_plan(connection, identifier, "voided", at, reason_code); !closed) return closed;
    append_event(connection, at, "plan_voided", identifier, crypto::sm3(as_bytes(reason_code)));
    return {};
  });
}

Result<std::vector<License>> SqliteRegister::open_plans() {
  return parts_->readers.read<std::vector<License>>([](Connection& connection) {
    std::vector<License> plans;
    Statement row(connection, std::string(select_license) +
                                  "JOIN plans USING (identifier) WHERE plans.state = 'open' "
                                  "ORDER BY plans.sequence");
    while (row.next())
      plans.push_back(read_license(row));
    return plans;
  });
}

Result<License> SqliteRegister::find(std::string_view identifier) {
  return parts_->readers.read<License>([&](Connection& connection) {
    return read_one(connection, "WHERE identifier = ? AND state <> 'pending'", identifier);
  });
}

Result<License> SqliteRegister::find_by_reference(std::string_view reference) {
  return parts_->readers.read<License>([&](Connection& connection) {
    return read_one(connection, "WHERE reference = ? AND state <> 'pending'", reference);
  });
}

Result<License> SqliteRegister::find_by_number(std::string_view type_code, std::string_view number) {
  return parts_->readers.read<License>([&](Connection& connection) {
    return read_one(
        connection,
        "WHERE type_code = ? AND number = ? AND state <> 'pending' ORDER BY sequence DESC LIMIT 1", type_code,
        number);
  });
}

Result<Bytes> SqliteRegister::document(std::string_view identifier) {
  return parts_->readers.read<Bytes>([&](Connection& connection) -> Result<Bytes> {
    Statement row(connection, "SELECT content FROM documents WHERE identifier = ?", identifier);
    if (!row.next()) return not_found();
    return row.blob(0);
  });
}

Result<std::vector<license::Event>> SqliteRegister::events(std::int64_t after, std::size_t limit) {
  return parts_->readers.read<std::vector<license::Event>>([&](Connection& connection) {
    std::vector<license::Event> events;
    Statement row(connection,
                  "SELECT sequence, at, kind, identifier, digest FROM events WHERE sequence > ? ORDER BY "
                  "sequence LIMIT ?",
                  after, static_cast<std::int64_t>(limit));
    while (row.next())
      events.push_back({row.integer(0), time_of(row.integer(1)), row.text(2), row.text(3), row.digest(4)});
    return events;
  });
}

Result<void> SqliteRegister::ping() {
  return parts_->writer.run([](Connection& connection) -> Result<void> {
    Statement(connection, "UPDATE heartbeat SET beats = beats + 1, room = zeroblob(?)", room_of_an_issue)
        .run();
    return {};
  });
}

} // namespace elicense::store
