// SPDX-License-Identifier: Apache-2.0
// The register's operations in SQL.
#include "store/sqlite/sqlite_register.hpp"
#include "store/sqlite/ledger_rows.hpp"
#include "store/sqlite/license_rows.hpp"
#include "store/sqlite/opening.hpp"
#include "store/sqlite/outbox_rows.hpp"
#include "store/sqlite/sqlite_access.hpp"
#include "store/sqlite/sqlite_outbox.hpp"

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
Result<License> read_one(Connection& connection, const Keyring& keyring, const std::string& condition,
                         const Values&... values) {
  Statement row(connection, std::string(select_license) + condition, values...);
  if (!row.next()) return not_found();
  return read_license(keyring, row);
}

// A plan as it is stored: key and request may have been made out of a number of a person.
struct SealedPlan {
  std::string idempotency_key; // hex
  crypto::Sm3Digest request_digest{};
  SealedLicense license;
};

SealedPlan seal_plan(const Keyring& keyring, const Plan& plan) {
  return {to_hex(keyring.digest("idempotency_key", {as_bytes(plan.idempotency_key)})),
          keyring.digest("request_digest", {plan.request_digest}), seal_license(keyring, plan.license)};
}

// The live plan of this key, if there is one.
Result<std::optional<PlanOutcome>> earlier_plan(Connection& connection, const Keyring& keyring,
                                                const SealedPlan& plan) {
  Statement row(
      connection,
      "SELECT request_digest, state, identifier FROM plans WHERE idempotency_key = ? AND state <> 'voided'",
      plan.idempotency_key);
  if (!row.next()) return std::optional<PlanOutcome>{};
  if (row.digest(0) != plan.request_digest)
    return fail(ErrorKind::conflict, "IDEMPOTENCY_MISMATCH", "the key was used for another request");
  auto license = read_one(connection, keyring, "WHERE identifier = ?", row.text(2));
  if (!license) return license.error();
  const auto kind = row.text(1) == "done" ? PlanOutcome::Kind::done : PlanOutcome::Kind::open;
  return std::optional<PlanOutcome>(PlanOutcome{kind, *std::move(license)});
}

bool is_taken(Connection& connection, const License& license, const SealedLicense& sealed) {
  Statement row(connection, "SELECT 1 FROM licenses WHERE identifier = ? OR reference = ?",
                license.identifier, sealed.reference_index);
  return row.next();
}

void insert_plan(Connection& connection, const Plan& plan, const SealedPlan& sealed) {
  insert_license(connection, plan.license, sealed.license);
  Statement(connection,
            "INSERT INTO plans (idempotency_key, request_digest, identifier, planned_at, state) VALUES (?, "
            "?, ?, ?, 'open')",
            sealed.idempotency_key, sealed.request_digest, plan.license.identifier, seconds(plan.planned_at))
      .run();
}

Result<PlanOutcome> plan_once(Connection& connection, const Keyring& keyring, const Plan& plan,
                              SealedPlan sealed) {
  auto earlier = earlier_plan(connection, keyring, sealed);
  if (!earlier) return earlier.error();
  if (*earlier) return **std::move(earlier);
  if (is_taken(connection, plan.license, sealed.license))
    return fail(ErrorKind::conflict, "REGISTER_DUPLICATE", "the identifier or reference exists");
  if (sealed.license.key != keyring.active()) sealed = seal_plan(keyring, plan); // a new key came meanwhile
  insert_plan(connection, plan, sealed);
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

// What others are told. Of a license no more than its type and the digest of its document.
void tell_issued(Connection& connection, const License& license, Time at) {
  enqueue(connection, {.kind = std::string(notify::kind::license_issued),
                       .tenant = license.issuer_code,
                       .object = "/v1/licenses/" + license.identifier,
                       .at = at,
                       .data = {{"license_type", license.type_code},
                                {"state", license::to_text(license.registered_state)},
                                {"document_sm3", to_hex(license.document_digest)}}});
}

void tell_voided(Connection& connection, const std::string& identifier, const std::string& reason_code,
                 Time at) {
  Statement row(connection, "SELECT issuer_code FROM licenses WHERE identifier = ?", identifier);
  enqueue(connection, {.kind = std::string(notify::kind::plan_voided),
                       .tenant = row.next() ? row.text(0) : "",
                       .object = "/v1/licenses/" + identifier,
                       .at = at,
                       .data = {{"reason", reason_code}}});
}

Result<void> finish_plan(Connection& connection, const License& license, const SealedDocument& document,
                         const ledger::Entry& leaf) {
  if (auto closed = close_plan(connection, license.identifier, "done", leaf.at, ""); !closed) return closed;
  Statement(connection,
            "UPDATE licenses SET state = ?, seal_id = ?, document_digest = ? WHERE identifier = ?",
            license::to_text(license.registered_state), license.seal_id, license.document_digest,
            license.identifier)
      .run();
  insert_document(connection, license.identifier, document);
  append_license_leaf(connection, license.identifier, leaf);
  tell_issued(connection, license, leaf.at);
  return {};
}

} // namespace

SqliteRegister::SqliteRegister(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
SqliteRegister::~SqliteRegister() = default;

Result<std::unique_ptr<SqliteRegister>>
SqliteRegister::create(const std::filesystem::path& file, Sealing sealing, const SqliteOptions& options) {
  if (auto created = create_file(file); !created) return created.error();
  return open(file, std::move(sealing), options);
}

Result<std::unique_ptr<SqliteRegister>> SqliteRegister::open(const std::filesystem::path& file,
                                                             Sealing sealing, const SqliteOptions& options) {
  auto opened = open_file(file, std::move(sealing));
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
  SealedPlan sealed = seal_plan(*parts_->keys->now(), plan);
  auto written = parts_->writer.run([&](Connection& connection) -> Result<void> {
    auto planned = plan_once(connection, *parts_->keys->now(), plan, std::move(sealed));
    if (!planned) return planned.error();
    outcome = *std::move(planned);
    return {};
  });
  if (!written) return written.error();
  return outcome;
}

Result<void> SqliteRegister::record_issued(const License& license, ByteView document,
                                           const ledger::Entry& leaf) {
  const auto seal = [&] { return seal_document(*parts_->keys->now(), license.identifier, document); };
  SealedDocument sealed = seal();
  return parts_->writer.run([&](Connection& connection) {
    if (sealed.key != parts_->keys->now()->active()) sealed = seal(); // a new key came meanwhile
    return finish_plan(connection, license, sealed, leaf);
  });
}

Result<void> SqliteRegister::void_plan(const std::string& identifier, const std::string& reason_code,
                                       const ledger::Entry& leaf) {
  return parts_->writer.run([&](Connection& connection) -> Result<void> {
    if (auto closed = close_plan(connection, identifier, "voided", leaf.at, reason_code); !closed)
      return closed;
    append_license_leaf(connection, identifier, leaf);
    tell_voided(connection, identifier, reason_code, leaf.at);
    return {};
  });
}

Result<std::vector<License>> SqliteRegister::open_plans() {
  using Plans = std::vector<License>;
  return parts_->read<Plans>([](Connection& connection, const Keyring& keyring) -> Result<Plans> {
    Plans plans;
    Statement row(connection, std::string(select_license) +
                                  "JOIN plans USING (identifier) WHERE plans.state = 'open' "
                                  "ORDER BY plans.sequence");
    while (row.next()) {
      auto license = read_license(keyring, row);
      if (!license) return license.error();
      plans.push_back(*std::move(license));
    }
    return plans;
  });
}

Result<License> SqliteRegister::find(std::string_view identifier) {
  return parts_->read<License>([&](Connection& connection, const Keyring& keyring) {
    return read_one(connection, keyring, "WHERE identifier = ? AND state <> 'pending'", identifier);
  });
}

Result<License> SqliteRegister::find_by_reference(std::string_view reference) {
  return parts_->read<License>([&](Connection& connection, const Keyring& keyring) {
    return read_one(connection, keyring, "WHERE reference = ? AND state <> 'pending'",
                    reference_index(keyring, reference));
  });
}

Result<License> SqliteRegister::find_by_number(std::string_view type_code, std::string_view number) {
  return parts_->read<License>([&](Connection& connection, const Keyring& keyring) {
    return read_one(
        connection, keyring,
        "WHERE type_code = ? AND number_index = ? AND state <> 'pending' ORDER BY sequence DESC LIMIT 1",
        type_code, keyring.index("number", number));
  });
}

Result<Bytes> SqliteRegister::document(std::string_view identifier) {
  return parts_->read<Bytes>([&](Connection& connection, const Keyring& keyring) {
    return read_document(connection, keyring, identifier);
  });
}

Result<std::vector<std::uint64_t>> SqliteRegister::leaves(std::string_view identifier) {
  using Leaves = std::vector<std::uint64_t>;
  return parts_->readers.read<Leaves>([&](Connection& connection) -> Result<Leaves> {
    Leaves leaves;
    Statement row(connection, "SELECT leaf FROM license_leaves WHERE identifier = ? ORDER BY leaf",
                  identifier);
    while (row.next())
      leaves.push_back(static_cast<std::uint64_t>(row.integer(0)));
    if (leaves.empty()) return not_found();
    return leaves;
  });
}

Result<void> SqliteRegister::adopt(const LeafOf& leaf_of) {
  return parts_->writer.run([&](Connection& connection) -> Result<void> {
    if (ledger_size(connection) > 0) return {};
    Statement row(connection, std::string(select_license) + "WHERE state <> 'pending' ORDER BY sequence");
    while (row.next()) {
      const auto license = read_license(*parts_->keys->now(), row);
      if (!license && license.error().code == "LICENSE_ERASED") continue;
      if (!license) return license.error();
      append_license_leaf(connection, license->identifier, leaf_of(*license));
    }
    return {};
  });
}

ledger::Book& SqliteRegister::book() {
  return parts_->book;
}

Result<void> SqliteRegister::ping() {
  return parts_->writer.run([](Connection& connection) -> Result<void> {
    Statement(connection, "UPDATE heartbeat SET beats = beats + 1, room = zeroblob(?)", room_of_an_issue)
        .run();
    return {};
  });
}

std::unique_ptr<notify::Outbox> SqliteRegister::outbox() {
  return std::make_unique<SqliteOutbox>(parts_->writer, parts_->readers);
}

} // namespace elicense::store
