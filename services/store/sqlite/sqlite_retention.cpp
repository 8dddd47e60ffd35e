// SPDX-License-Identifier: Apache-2.0
// Erasing overwrites the sealed values, in the file (secure_delete) and, by emptying it, in the log.
#include "license/leaves.hpp"
#include "store/sqlite/ledger_rows.hpp"
#include "store/sqlite/license_rows.hpp"
#include "store/sqlite/opening.hpp"
#include "store/sqlite/outbox_rows.hpp"
#include "store/sqlite/recall_rows.hpp"
#include "store/sqlite/show_retention.hpp"
#include "store/sqlite/submission_rows.hpp"

namespace elicense::store {
namespace {

using privacy::RetentionCounts;
using privacy::RetentionRules;

// Each with one parameter: the last day or second that is long enough ago.
constexpr std::string_view ended_licenses =
    "FROM licenses WHERE erased_at IS NULL AND valid_until <> '' AND valid_until < ? AND state <> 'pending'";
constexpr std::string_view voided_plans = "FROM plans JOIN licenses USING (identifier) WHERE plans.state = "
                                          "'voided' AND closed_at < ? AND erased_at IS "
                                          "NULL";
constexpr std::string_view old_accesses = "FROM accesses WHERE at < ?";
constexpr std::string_view old_complaints = "FROM complaints WHERE answered_at < ?"; // one that is open stays
// Of jobs that are over (jobs::is_over); rows of one that still waits for people are needed.
constexpr std::string_view old_import_rows =
    "FROM job_rows JOIN jobs ON jobs.sequence = job_rows.job WHERE jobs.state IN ('done', 'released', "
    "'refused', 'cancelled', 'failed') AND jobs.changed_at < ?";

std::string day_before(Time now, std::chrono::days age) {
  return to_china_date(now - age);
}

template <class Limit> std::int64_t count(Connection& connection, std::string_view rows, const Limit& limit) {
  Statement row(connection, "SELECT count(*) " + std::string(rows), limit);
  row.next();
  return row.integer(0);
}

template <class Limit>
std::vector<std::string> identifiers(Connection& connection, std::string_view rows, const Limit& limit,
                                     std::size_t most) {
  std::vector<std::string> found;
  Statement row(connection, "SELECT licenses.identifier " + std::string(rows) + " LIMIT ?", limit,
                static_cast<std::int64_t>(most));
  while (row.next())
    found.push_back(row.text(0));
  return found;
}

Bytes holder_index_of(Connection& connection, const std::string& identifier) {
  Statement row(connection, "SELECT holder_index FROM licenses WHERE identifier = ?", identifier);
  return row.next() ? row.blob(0) : Bytes();
}

void erase_license(Connection& connection, const std::string& identifier, Time at) {
  const Bytes principal = holder_index_of(connection, identifier);
  Statement(
      connection,
      "UPDATE licenses SET key_id = NULL, sealed_reference = x'', sealed_number = x'', sealed_holder_name = "
      "x'', "
      "sealed_holder_code = x'', sealed_data = x'', number_index = x'', holder_index = x'', fingerprint = "
      "x'', erased_at = ? WHERE identifier = ?",
      seconds(at), identifier)
      .run();
  delete_holders(connection, identifier, principal);
  erase_recalls(connection, identifier);
  for (const char* const change :
       {"DELETE FROM license_copies WHERE identifier = ?",
        "DELETE FROM offline_sightings WHERE ticket IN (SELECT id FROM offline_tickets WHERE identifier = ?)",
        "DELETE FROM offline_tickets WHERE identifier = ?",
        "UPDATE documents SET key_id = NULL, content = x'' WHERE identifier = ?",
        "UPDATE plans SET key_id = NULL, sealed_key = x'', sealed_request = x'' WHERE identifier = ?",
        "UPDATE transitions SET sealed_key = x'', sealed_request = x'' WHERE identifier = ?"})
    Statement(connection, change, identifier).run();
}

std::int64_t erase_all(Connection& connection, const std::vector<std::string>& identifiers, Time at,
                       const ledger::Blinder& blinder) {
  for (const std::string& identifier : identifiers) {
    erase_license(connection, identifier, at);
    append_license_leaf(connection, identifier, license::erased_leaf(identifier, blinder, at));
  }
  return static_cast<std::int64_t>(identifiers.size());
}

std::int64_t delete_old(Connection& connection, const std::string& table, std::string_view old, Time before,
                        std::size_t rows) {
  Statement(connection,
            "DELETE FROM " + table + " WHERE sequence IN (SELECT sequence " + std::string(old) + " LIMIT ?)",
            seconds(before), static_cast<std::int64_t>(rows))
      .run();
  return connection.changes();
}

std::int64_t delete_import_rows(Connection& connection, Time before, std::size_t rows) {
  Statement(connection,
            "DELETE FROM job_rows WHERE id IN (SELECT job_rows.id " + std::string(old_import_rows) +
                " LIMIT ?)",
            seconds(before), static_cast<std::int64_t>(rows))
      .run();
  return connection.changes();
}

void append_removed_leaf(Connection& connection, std::string_view what, Time at, std::int64_t rows) {
  if (rows == 0) return;
  append_entry(connection, {.kind = ledger::EntryKind::data_erased,
                            .at = at,
                            .digests = {},
                            .references = {},
                            .word = std::string(what),
                            .number = static_cast<std::uint32_t>(rows)});
}

RetentionCounts erase_due(Connection& connection, const RetentionRules& rules, Time now, std::size_t rows,
                          const ledger::Blinder& blinder) {
  RetentionCounts erased;
  const auto erase = [&](std::string_view due, const auto& limit) {
    return erase_all(connection, identifiers(connection, due, limit, rows), now, blinder);
  };
  if (const auto age = rules.ended_licenses) erased.licenses = erase(ended_licenses, day_before(now, *age));
  if (const auto age = rules.voided_plans) erased.plans = erase(voided_plans, seconds(now - *age));
  if (const auto age = rules.accesses) {
    erased.accesses = delete_old(connection, "accesses", old_accesses, now - *age, rows);
    erased.complaints = delete_old(connection, "complaints", old_complaints, now - *age, rows);
  }
  if (const auto age = rules.events) erased.events = remove_old_events(connection, now - *age, rows);
  if (const auto age = rules.import_rows)
    erased.import_rows = delete_import_rows(connection, now - *age, rows);
  if (const auto age = rules.scans) erased.scans = remove_old_scans(connection, now - *age, rows);
  if (const auto age = rules.submissions)
    erased.submissions = remove_old_submissions(connection, now - *age, rows);
  append_removed_leaf(connection, "accesses", now, erased.accesses);
  append_removed_leaf(connection, "events", now, erased.events);
  append_removed_leaf(connection, "import-rows", now, erased.import_rows);
  append_removed_leaf(connection, "scans", now, erased.scans);
  append_removed_leaf(connection, "submissions", now, erased.submissions);
  append_removed_leaf(connection, "complaints", now, erased.complaints);
  return erased;
}

class SqliteRetention final : public privacy::Retention {
 public:
  explicit SqliteRetention(SqliteRegister::Parts& parts) : parts_(parts) {}

  Result<RetentionCounts> due(const RetentionRules& rules, Time now) override {
    return parts_.readers.read<RetentionCounts>([&](Connection& connection) {
      RetentionCounts due;
      if (const auto age = rules.ended_licenses)
        due.licenses = count(connection, ended_licenses, day_before(now, *age));
      if (const auto age = rules.voided_plans)
        due.plans = count(connection, voided_plans, seconds(now - *age));
      if (const auto age = rules.accesses) {
        due.accesses = count(connection, old_accesses, seconds(now - *age));
        due.complaints = count(connection, old_complaints, seconds(now - *age));
      }
      if (const auto age = rules.events) due.events = count_old_events(connection, now - *age);
      if (const auto age = rules.import_rows)
        due.import_rows = count(connection, old_import_rows, seconds(now - *age));
      if (const auto age = rules.scans) due.scans = count_old_scans(connection, now - *age);
      if (const auto age = rules.submissions) due.submissions = count_old_submissions(connection, now - *age);
      return due;
    });
  }

  Result<RetentionCounts> erase(const RetentionRules& rules, Time now, std::size_t rows,
                                const ledger::Blinder& blinder) override {
    RetentionCounts erased;
    const auto done = parts_.writer.run([&](Connection& connection) -> Result<void> {
      erased = erase_due(connection, rules, now, rows, blinder);
      if (erased.all() > 0) parts_.writer.empty_log_soon();
      return {};
    });
    if (!done) return done.error();
    return erased;
  }

 private:
  SqliteRegister::Parts& parts_;
};

} // namespace

std::unique_ptr<privacy::Retention> SqliteRegister::retention() {
  return std::make_unique<SqliteRetention>(*parts_);
}

} // namespace elicense::store
