// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/show_retention.hpp"

#include "store/sqlite/license_rows.hpp"

namespace elicense::store {
namespace {

// Each with one parameter: the last second that is long enough ago. A session or mandate goes behind its last
// scan, and a revoked mandate not before its end: till then its place in the status lists has to say so.
constexpr std::string_view old_scans = "FROM scans WHERE scanned_at < ?1";
constexpr std::string_view old_sessions =
    "FROM show_sessions AS s WHERE s.ends_at < ?1 AND NOT EXISTS (SELECT 1 FROM scans WHERE scans.session = "
    "s.sequence)";
constexpr std::string_view old_mandates =
    "FROM mandates AS m WHERE m.until < ?1 AND NOT EXISTS (SELECT 1 FROM scans WHERE scans.mandate = "
    "m.sequence) AND NOT EXISTS (SELECT 1 FROM show_sessions AS s WHERE s.mandate = m.sequence)";

std::int64_t count(Connection& connection, std::string_view rows, Time before) {
  Statement row(connection, "SELECT count(*) " + std::string(rows), seconds(before));
  row.next();
  return row.integer(0);
}

std::int64_t remove(Connection& connection, std::string_view table, std::string_view rows, Time before,
                    std::size_t most) {
  Statement(connection,
            "DELETE FROM " + std::string(table) + " WHERE sequence IN (SELECT sequence " + std::string(rows) +
                " ORDER BY sequence LIMIT ?2)",
            seconds(before), static_cast<std::int64_t>(most))
      .run();
  return connection.changes();
}

void remove_uses(Connection& connection, Time before, std::size_t most) {
  const std::string scans = "(SELECT sequence " + std::string(old_scans) + " ORDER BY sequence LIMIT ?2)";
  const std::string codes = "(SELECT sequence FROM use_codes WHERE scan IN " + scans + ")";
  for (const std::string& statement : {"DELETE FROM license_uses WHERE use_code IN " + codes,
                                       "DELETE FROM use_codes WHERE scan IN " + scans})
    Statement(connection, statement, seconds(before), static_cast<std::int64_t>(most)).run();
}

} // namespace

std::int64_t count_old_scans(Connection& connection, Time before) {
  return count(connection, old_scans, before) + count(connection, old_sessions, before) +
         count(connection, old_mandates, before);
}

std::int64_t remove_old_scans(Connection& connection, Time before, std::size_t rows) {
  remove_uses(connection, before, rows);
  std::int64_t removed = remove(connection, "scans", old_scans, before, rows);
  Statement(connection, "DELETE FROM show_codes WHERE expires_at < ?", seconds(before)).run();
  removed += remove(connection, "show_sessions", old_sessions, before, rows);
  return removed + remove(connection, "mandates", old_mandates, before, rows);
}

} // namespace elicense::store
