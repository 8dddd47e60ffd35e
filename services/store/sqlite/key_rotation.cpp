// SPDX-License-Identifier: Apache-2.0
// A step is one statement a table; the key goes when no row of any table stands under it.
#include "store/sqlite/index_rotation.hpp"
#include "store/sqlite/ledger_rows.hpp"
#include "store/sqlite/license_rows.hpp"
#include "store/sqlite/opening.hpp"
#include "store/sqlite/sealed_tables.hpp"

namespace elicense::store {
namespace {

using privacy::RotationProgress;

std::string seal_again_statement(const SealedTable& table) {
  const std::string name(table.name), row(table.row);
  std::string sql = "UPDATE " + name + " SET ";
  for (const std::string_view column : table.columns) {
    sql.append(column).append(" = sealed_again('").append(name).append("', ").append(row);
    sql.append(", '").append(column).append("', key_id, ").append(column).append("), ");
  }
  return sql + "key_id = ?1 WHERE rowid IN (SELECT rowid FROM " + name + " WHERE key_id < ?1 LIMIT ?2)";
}

std::int64_t seal_again(Connection& connection, std::int64_t active, std::size_t rows) {
  std::int64_t done = 0;
  for (const SealedTable& table : sealed_tables()) {
    Statement(connection, seal_again_statement(table), active, static_cast<std::int64_t>(rows)).run();
    done += connection.changes();
  }
  return done;
}

std::int64_t rows_under_older_keys(Connection& connection, std::int64_t active) {
  std::int64_t left = 0;
  for (const SealedTable& table : sealed_tables()) {
    Statement row(connection, "SELECT count(*) FROM " + std::string(table.name) + " WHERE key_id < ?",
                  active);
    row.next();
    left += row.integer(0);
  }
  return left;
}

class SqliteKeyRotation final : public privacy::KeyRotation {
 public:
  explicit SqliteKeyRotation(SqliteRegister::Parts& parts) : parts_(parts) {}

  // The writer's turns after this one use the new key. When it was not written after all they fall back to
  // what is stored; in between the schema refuses their rows.
  Result<void> begin(Time at, const ledger::Blinder& blinder) override {
    const std::lock_guard turn(parts_.keys_change);
    auto begun = parts_.writer.run([&](Connection& connection) -> Result<void> {
      make_key(connection, KeyPurpose::data, at, blinder);
      return load_keys(connection);
    });
    return begun ? begun : fall_back(begun);
  }

  Result<bool> under_way() override {
    return parts_.readers.read<bool>([](Connection& connection) {
      return Statement(connection, "SELECT 1 FROM data_keys WHERE purpose = 'data' AND state = 'retired'")
          .next();
    });
  }

  Result<void> renew_index(Time at, const ledger::Blinder& blinder, const Told& told) override try {
    const std::lock_guard turn(parts_.keys_change);
    auto renewed = parts_.writer.run([&](Connection& connection) -> Result<void> {
      parts_.writer.empty_log_soon(); // of the older key and the digests under it
      make_key(connection, KeyPurpose::index, at, blinder);
      const auto before = parts_.keys->now();
      if (auto loaded = load_keys(connection); !loaded) return loaded;
      make_digests_again(connection, *before, *parts_.keys->now(), told);
      destroy_keys(connection, KeyPurpose::index, at, blinder);
      return {};
    });
    return renewed ? renewed : fall_back(renewed);
  } catch (const SqliteFailure&) {
    return fall_back(edited("while making the indexes again"));
  }

  Result<void> renew_master(const crypto::SecretBytes& master, Time at,
                            const ledger::Blinder& blinder) override {
    const std::lock_guard turn(parts_.keys_change);
    auto renewed = parts_.writer.run([&](Connection& connection) -> Result<void> {
      parts_.writer.empty_log_soon();
      append_entry(connection, privacy::key_leaf("made", privacy::master_secret, blinder, at));
      append_entry(connection, privacy::key_leaf("destroyed", privacy::master_secret, blinder, at));
      return wrap_again(connection, *parts_.sealing, master);
    });
    if (renewed) parts_.sealing->master = master.clone();
    return renewed;
  }

  Result<RotationProgress> go_on(std::size_t rows, Time at, const ledger::Blinder& blinder) override {
    const std::lock_guard turn(parts_.keys_change);
    RotationProgress progress;
    const auto sealed = step(rows, progress.done);
    if (!sealed) return sealed.error();
    const auto left = parts_.readers.read<std::int64_t>(
        [&](Connection& connection) { return rows_under_older_keys(connection, active()); });
    if (!left) return left.error();
    progress.left = *left;
    if (*left > 0) return progress;
    if (auto destroyed = destroy_older_keys(at, blinder); !destroyed) return destroyed.error();
    return progress;
  }

 private:
  std::int64_t active() const { return parts_.keys->now()->active(); }

  Result<void> load_keys(Connection& connection) {
    auto keyring = Keyring::load(connection, *parts_.sealing);
    if (!keyring) return keyring.error();
    parts_.keys->replace(*std::move(keyring));
    return {};
  }

  // Nothing was written: the keys are those that are stored. Answers what went wrong.
  Result<void> fall_back(const Result<void>& failed) {
    auto loaded = parts_.readers.read<void>([&](Connection& connection) { return load_keys(connection); });
    return loaded ? failed : loaded;
  }

  Result<void> step(std::size_t rows, std::int64_t& done) try {
    return parts_.writer.run([&](Connection& connection) -> Result<void> {
      done = seal_again(connection, active(), rows);
      return {};
    });
  } catch (const SqliteFailure&) { // sealed_again() refused a value
    return edited("while sealing again");
  }

  Result<void> destroy_older_keys(Time at, const ledger::Blinder& blinder) {
    return parts_.writer.run([&](Connection& connection) -> Result<void> {
      if (rows_under_older_keys(connection, active()) > 0) return {}; // written while we counted
      parts_.writer.empty_log_soon();                                 // which holds the wrapped keys as well
      destroy_keys(connection, KeyPurpose::data, at, blinder);
      return load_keys(connection);
    });
  }

  static std::string_view name_of(KeyPurpose purpose) {
    return purpose == KeyPurpose::index ? privacy::index_key : privacy::data_key;
  }

  void make_key(Connection& connection, KeyPurpose purpose, Time at, const ledger::Blinder& blinder) {
    add_key(connection, purpose, *parts_.sealing, seconds(at));
    append_entry(connection, privacy::key_leaf("made", name_of(purpose), blinder, at));
  }

  static void destroy_keys(Connection& connection, KeyPurpose purpose, Time at,
                           const ledger::Blinder& blinder) {
    if (destroy_retired_keys(connection, purpose, seconds(at)))
      append_entry(connection, privacy::key_leaf("destroyed", name_of(purpose), blinder, at));
  }

  SqliteRegister::Parts& parts_;
};

} // namespace

std::unique_ptr<privacy::KeyRotation> SqliteRegister::key_rotation() {
  return std::make_unique<SqliteKeyRotation>(*parts_);
}

} // namespace elicense::store
