// SPDX-License-Identifier: Apache-2.0
// The register's operations in SQL.
#include "store/sqlite/sqlite_register.hpp"
#include "store/sqlite/ledger_rows.hpp"
#include "store/sqlite/license_rows.hpp"
#include "store/sqlite/opening.hpp"
#include "store/sqlite/plan_rows.hpp"
#include "store/sqlite/sqlite_access.hpp"
#include "store/sqlite/sqlite_outbox.hpp"
#include "store/sqlite/write_each.hpp"

namespace elicense::store {
namespace {

using license::License;
using license::PlanOutcome;

constexpr std::int64_t room_of_an_issue = std::int64_t{128} * 1024; // in the log, roughly

Error not_found() {
  return fail(ErrorKind::not_found, "LICENSE_NOT_FOUND");
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

Result<PlanOutcome> SqliteRegister::record_plan(const license::Plan& plan) {
  SealedPlan sealed = seal_plan(*parts_->keys->now(), plan);
  return parts_->write<PlanOutcome>([&](Connection& connection, const Keyring& keyring) {
    return plan_once({connection, keyring, parts_->sealing->random}, plan, std::move(sealed));
  });
}

Result<void> SqliteRegister::record_issued(const License& license, ByteView document,
                                           const ledger::Entry& leaf,
                                           const std::optional<license::Mark>& mark) {
  const auto seal = [&] { return seal_document(*parts_->keys->now(), license.identifier, document); };
  SealedDocument sealed = seal();
  return parts_->writer.run([&](Connection& connection) {
    const auto keyring = parts_->keys->now();
    if (sealed.key != keyring->active()) sealed = seal(); // a new key came meanwhile
    return finish_plan({connection, *keyring, parts_->sealing->random}, license, sealed, leaf, mark);
  });
}

std::vector<Result<PlanOutcome>> SqliteRegister::record_plans(std::span<const license::Plan> plans) {
  std::vector<SealedPlan> sealed;
  for (const license::Plan& plan : plans)
    sealed.push_back(seal_plan(*parts_->keys->now(), plan));
  return write_each<PlanOutcome>(*parts_, plans.size(), [&](Connection& connection, std::size_t i) {
    const auto keyring = parts_->keys->now();
    return plan_once({connection, *keyring, parts_->sealing->random}, plans[i], std::move(sealed[i]));
  });
}

std::vector<Result<void>> SqliteRegister::record_all_issued(std::span<const license::Issued> issued) {
  const auto seal = [&](const license::Issued& one) {
    return seal_document(*parts_->keys->now(), one.license.identifier, one.document);
  };
  std::vector<SealedDocument> sealed;
  for (const license::Issued& one : issued)
    sealed.push_back(seal(one));
  return write_each<void>(*parts_, issued.size(), [&](Connection& connection, std::size_t i) {
    const auto keyring = parts_->keys->now();
    const license::Issued& one = issued[i];
    if (sealed[i].key != keyring->active()) sealed[i] = seal(one); // a new key came meanwhile
    return finish_plan({connection, *keyring, parts_->sealing->random}, one.license, sealed[i], one.leaf,
                       one.mark);
  });
}

Result<void> SqliteRegister::void_plan(const std::string& identifier, const std::string& reason_code,
                                       const ledger::Entry& leaf) {
  return parts_->writer.run([&](Connection& connection) {
    const auto keyring = parts_->keys->now();
    return void_plan_of({connection, *keyring, parts_->sealing->random}, identifier, reason_code, leaf);
  });
}

Result<std::vector<License>> SqliteRegister::open_plans() {
  using Plans = std::vector<License>;
  return parts_->read<Plans>([](Connection& connection, const Keyring& keyring) -> Result<Plans> {
    Plans plans;
    Statement row(connection, std::string(select_license) +
                                  "JOIN plans USING (identifier) WHERE plans.state = 'open' AND job IS NULL "
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
    return find_license(connection, keyring, identifier);
  });
}

Result<License> SqliteRegister::find_erased(std::string_view identifier) {
  return parts_->read<License>([&](Connection& connection, const Keyring& keyring) -> Result<License> {
    Statement row(connection,
                  select_license + "WHERE identifier = ? AND state <> 'pending' AND erased_at IS NOT NULL",
                  identifier);
    if (!row.next()) return not_found();
    return read_erased_license(keyring, row);
  });
}

Result<License> SqliteRegister::find_by_reference(std::string_view reference) {
  return parts_->read<License>([&](Connection& connection, const Keyring& keyring) {
    return read_one_license(connection, keyring, "WHERE reference = ? AND state <> 'pending'",
                            reference_index(keyring, reference));
  });
}

Result<License> SqliteRegister::find_by_number(std::string_view type_code, std::string_view number) {
  return parts_->read<License>([&](Connection& connection, const Keyring& keyring) {
    return read_one_license(
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
