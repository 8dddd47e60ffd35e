// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/ledger_rows.hpp"
#include "store/sqlite/license_rows.hpp"
#include "store/sqlite/opening.hpp"

namespace elicense::store {
namespace {

bool is_newest(Connection& connection, const ledger::Hash& list) {
  Statement row(connection, "SELECT digest FROM trust_lists ORDER BY sequence DESC LIMIT 1");
  return row.next() && row.digest(0) == list;
}

class SqliteTrustRecord final : public ledger::TrustRecord {
 public:
  explicit SqliteTrustRecord(SqliteRegister::Parts& parts) : parts_(parts) {}

  Result<void> in_force(const ledger::Hash& list, Time at) override {
    return parts_.writer.run([&](Connection& connection) -> Result<void> {
      if (is_newest(connection, list)) return {};
      const auto leaf = append_entry(connection, ledger::trust_leaf(list, at));
      Statement(connection, "INSERT INTO trust_lists (at, digest, leaf) VALUES (?, ?, ?)", seconds(at), list,
                static_cast<std::int64_t>(leaf))
          .run();
      return {};
    });
  }

 private:
  SqliteRegister::Parts& parts_;
};

} // namespace

std::unique_ptr<ledger::TrustRecord> SqliteRegister::trust_record() {
  return std::make_unique<SqliteTrustRecord>(*parts_);
}

} // namespace elicense::store
