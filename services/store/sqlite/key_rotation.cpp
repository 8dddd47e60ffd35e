// SPDX-License-Identifier: Apache-2.0
// A step is one statement a table; the key goes when no row of any table stands under it.
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
  for (const std::string_view c : table.columns) {
    const std::string column(c);
    sql +=
        column + " = sealed_again('" + name + "', " + row + ", '" + column + "', key_id, " + column + "), ";
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
    auto begun = parts_.writer.run([&](Connection& connection) -> Result<void> {
      add_data_key(connection, *parts_.sealing, seconds(at));
      append_entry(connection, privacy::key_leaf("made", blinder, at));
      return load_keys(connection);
    });
    if (begun) return begun;
    auto loaded = parts_.readers.read<void>([&](Connection& connection) { return load_keys(connection); });
    return loaded ? begun : loaded;
  }

  Result<RotationProgress> go_on(std::size_t rows, Time at, const ledger::Blinder& blinder) override {
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

  Result<void> step(std::size_t rows, std::int64_t& done) try {
    return parts_.writer.run([&](Connection& connection) -> Result<void> {
      done = seal_again(connection, active(), rows);
      return {};
    });
  } catch (const SqliteFailure&) { // sealed_again() refused a value
    return fail(ErrorKind::internal, "STORE_SEALED_FIELD", "while sealing again");
  }

  Result<void> destroy_older_keys(Time at, const ledger::Blinder& blinder) {
    return parts_.writer.run([&](Connection& connection) -> Result<void> {
      if (rows_under_older_keys(connection, active()) > 0) return {}; // written while we counted
      parts_.writer.empty_log_soon();                                 // which holds the wrapped keys as well
      Statement(connection,
                "UPDATE data_keys SET state = 'destroyed', wrapped = x'', destroyed_at = ? WHERE purpose = "
                "'data' AND state = 'retired'",
                seconds(at))
          .run();
      if (connection.changes() > 0) append_entry(connection, privacy::key_leaf("destroyed", blinder, at));
      return load_keys(connection);
    });
  }

  SqliteRegister::Parts& parts_;
};

} // namespace

std::unique_ptr<privacy::KeyRotation> SqliteRegister::key_rotation() {
  return std::make_unique<SqliteKeyRotation>(*parts_);
}

} // namespace elicense::store
