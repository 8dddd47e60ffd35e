// SPDX-License-Identifier: Apache-2.0
// The schema's history: schemas/sql/NNNN_name.sql, applied once each and in order.
#pragma once
#include "store/sqlite/connection.hpp"

namespace elicense::store {

struct Migration {
  std::int64_t number = 0;
  std::string name; // "0001_register.sql"
  std::string_view sql;
};
std::vector<Migration> embedded_migrations();

// STORE_SCHEMA_NEWER: the file was written by a newer program. STORE_SCHEMA_CHANGED: an applied migration is
// not ours.
Result<void> migrate(Connection& connection, const std::vector<Migration>& migrations);

} // namespace elicense::store
