// SPDX-License-Identifier: Apache-2.0
// One statement a table, over a range of its rows at a time; the digests are those of license_rows.cpp,
// life_columns.cpp and transition_rows.cpp.
#include "store/sqlite/index_rotation.hpp"
#include "store/sqlite/sql_functions.hpp"

namespace elicense::store {
namespace {

constexpr std::int64_t rows_at_once = 1000;

struct Digests { // of one table
  std::string table, set, which;
};

std::string opened(const std::string& table, const std::string& row, const std::string& column) {
  return "opened('" + table + "', " + row + ", '" + column + "', key_id, " + column + ")";
}

std::string of_license(const char* column) {
  return opened("licenses", "identifier", column);
}

// A member of the JSON that a table keeps sealed.
std::string member(const std::string& table, const char* path) {
  return "json_extract(CAST(" + opened(table, "id", "sealed") + " AS TEXT), '" + path + "')";
}

std::string holder(const std::string& code_type, const std::string& code) {
  return "next_index('holder ' || " + code_type + ", " + code + ")";
}

Digests of_licenses() {
  const std::string reference = of_license("sealed_reference"), number = of_license("sealed_number"),
                    code = of_license("sealed_holder_code");
  return {"licenses",
          "reference = lower(hex(next_digest('reference', " + reference +
              "))), number_index = next_index('number', " + number +
              "), holder_index = " + holder("holder_code_type", code) +
              ", fingerprint = checked_digest(fingerprint, 'licenses', identifier, " + reference +
              ", type_code, type_name, " + number + ", issuer_code, issuer_name, " +
              of_license("sealed_holder_name") + ", holder_code_type, " + code + ", " +
              of_license("sealed_data") + ", issued_at, issued_on, valid_from, valid_until)",
          "erased_at IS NULL"};
}

Digests of_requests(const std::string& table, const std::string& row) {
  return {table,
          "idempotency_key = lower(hex(next_digest('idempotency_key', " + opened(table, row, "sealed_key") +
              "))), request_digest = next_digest('request_digest', " + opened(table, row, "sealed_request") +
              ")",
          "length(sealed_key) > 0"};
}

// Readings from before 0009_key_rotation.sql do not say whose license it was: it does itself, unless erased.
Digests of_accesses() {
  return {"accesses",
          "holder_index = coalesce(" +
              holder(member("accesses", "$.holder.code_type"), member("accesses", "$.holder.code")) +
              ", (SELECT nullif(l.holder_index, x'') FROM licenses AS l WHERE l.identifier = " +
              member("accesses", "$.license") + "), holder_index)",
          "TRUE"};
}

Digests of_corrections() {
  return {"corrections",
          "holder_index = " + holder(member("corrections", "$.code_type"), member("corrections", "$.code")),
          "TRUE"};
}

Digests of_marks() {
  return {
      "transition_marks",
      "fingerprint = (SELECT checked_digest(transition_marks.fingerprint, 'transition_marks', t.identifier, "
      "t.name, transition_marks.kind, t.from_state, t.to_state, ifnull(t.successor, ''), t.number, "
      "t.reaches_back, transition_marks.effective_at) FROM transitions AS t WHERE t.sequence = "
      "transition_marks.transition)",
      "TRUE"};
}

std::int64_t last_row(Connection& connection, const std::string& table) {
  Statement row(connection, "SELECT ifnull(max(rowid), 0) FROM " + table);
  row.next();
  return row.integer(0);
}

} // namespace

void make_digests_again(Connection& connection, const Keyring& before, const Keyring& after,
                        const privacy::KeyRotation::Told& told) {
  const IndexFunctions functions(connection, before, after);
  const Digests tables[] = {// accesses after the licenses they may have to ask
                            of_licenses(),
                            of_requests("plans", "identifier"),
                            of_requests("transitions", "id"),
                            of_marks(),
                            of_corrections(),
                            of_accesses()};
  std::int64_t done = 0, all = 0;
  for (const Digests& digests : tables)
    all += last_row(connection, digests.table);
  for (const Digests& digests : tables) {
    const std::string sql = "UPDATE " + digests.table + " SET " + digests.set + " WHERE " + digests.which +
                            " AND rowid > ?1 AND rowid <= ?1 + ?2";
    const std::int64_t last = last_row(connection, digests.table);
    for (std::int64_t from = 0; from < last; from += rows_at_once) {
      Statement(connection, sql, from, rows_at_once).run();
      done += std::min(rows_at_once, last - from);
      told(done, all);
    }
  }
}

} // namespace elicense::store
