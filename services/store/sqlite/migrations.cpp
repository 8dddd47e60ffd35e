// SPDX-License-Identifier: Apache-2.0
// Applying migrations, each in a transaction of its own.
#include "store/sqlite/migrations.hpp"
#include "crypto/sm3.hpp"
#include "schemas/resources.hpp"
#include <algorithm>

namespace elicense::store {
namespace {

std::string checksum(const Migration& migration) {
  return to_hex(crypto::sm3(as_bytes(migration.sql)));
}

struct Applied {
  std::int64_t number = 0;
  std::string checksum;
};

std::vector<Applied> applied_migrations(Connection& connection) {
  connection.execute("CREATE TABLE IF NOT EXISTS migrations "
                     "(number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL) STRICT");
  std::vector<Applied> applied;
  Statement rows(connection, "SELECT number, checksum FROM migrations ORDER BY number");
  while (rows.next())
    applied.push_back({rows.integer(0), rows.text(1)});
  return applied;
}

Result<void> compare(const std::vector<Applied>& applied, const std::vector<Migration>& migrations) {
  for (std::size_t i = 0; i < applied.size(); ++i) {
    if (i >= migrations.size())
      return fail(ErrorKind::unsupported, "STORE_SCHEMA_NEWER", std::to_string(applied[i].number));
    if (applied[i].number != migrations[i].number || applied[i].checksum != checksum(migrations[i]))
      return fail(ErrorKind::unsupported, "STORE_SCHEMA_CHANGED", migrations[i].name);
  }
  return {};
}

void apply(Connection& connection, const Migration& migration) {
  connection.execute("BEGIN IMMEDIATE");
  connection.execute(std::string(migration.sql));
  Statement(connection, "INSERT INTO migrations VALUES (?, ?, ?)", migration.number, migration.name,
            checksum(migration))
      .run();
  connection.execute("COMMIT");
}

} // namespace

std::vector<Migration> embedded_migrations() {
  constexpr std::string_view folder = "schemas/sql/";
  std::vector<Migration> migrations;
  for (const Resource& resource : resources()) {
    if (!resource.path.starts_with(folder)) continue;
    const std::string name(resource.path.substr(folder.size()));
    migrations.push_back({std::stoll(name), name, resource.content});
  }
  std::ranges::sort(migrations, {}, &Migration::number);
  return migrations;
}

Result<void> migrate(Connection& connection, const std::vector<Migration>& migrations) {
  const auto applied = applied_migrations(connection);
  if (auto same = compare(applied, migrations); !same) return same;
  for (std::size_t i = applied.size(); i < migrations.size(); ++i)
    apply(connection, migrations[i]);
  return {};
}

} // namespace elicense::store
