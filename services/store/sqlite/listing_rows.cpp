// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/listing_rows.hpp"

namespace elicense::store {
namespace {

using license::ListFilter;

const std::string last_day = "9999-12-31";

enum class Way { holder, number, day, type, issuer };

Way way_of(const ListFilter& filter) {
  if (!filter.holder_code.empty()) return Way::holder;
  if (!filter.number.empty()) return Way::number;
  if (filter.is_by_day()) return Way::day;
  return filter.type_code.empty() ? Way::issuer : Way::type;
}

std::string_view condition_of(Way way) {
  switch (way) {
  case Way::holder:
    return "JOIN holdings ON holdings.license = licenses.sequence WHERE holdings.holder_index = ? AND "
           "holdings.license > ? AND state <> 'pending' ORDER BY holdings.license";
  case Way::number:
    return "INDEXED BY licenses_by_number WHERE type_code = ? AND number_index = ? AND sequence > ? AND "
           "state <> "
           "'pending' ORDER BY sequence";
  case Way::day:
    return "INDEXED BY licenses_by_issuer_and_day WHERE issuer_code = ? AND (issued_on, sequence) > (?, ?) "
           "AND "
           "issued_on <= ? AND state <> 'pending' ORDER BY issued_on, sequence";
  case Way::type:
    return "INDEXED BY licenses_by_issuer_and_type WHERE issuer_code = ? AND type_code = ? AND sequence > ? "
           "AND state "
           "<> 'pending' ORDER BY sequence";
  case Way::issuer:
    break;
  }
  return "INDEXED BY licenses_by_issuer WHERE issuer_code = ? AND sequence > ? AND state <> 'pending' ORDER "
         "BY "
         "sequence";
}

} // namespace

const std::string_view feed_sql =
    "SELECT leaves.leaf, leaves.identifier, type_code, content, ifnull(name, ''), ifnull(effective_at, 0), "
    "issuer_code FROM (SELECT leaf, identifier FROM license_leaves WHERE leaf >= ? ORDER BY leaf LIMIT ?) AS "
    "leaves "
    "JOIN ledger_entries ON ledger_entries.leaf = leaves.leaf JOIN licenses ON licenses.identifier = "
    "leaves.identifier LEFT JOIN transition_marks AS marks ON marks.leaf = leaves.leaf LEFT JOIN transitions "
    "ON "
    "transitions.sequence = marks.transition ORDER BY leaves.leaf";

const std::string_view issued_sql =
    "SELECT type_code, count(*), min(issued_on), max(issued_on) FROM licenses INDEXED BY "
    "licenses_by_issuer_and_day WHERE issuer_code = ? AND issued_on >= ? AND issued_on <= ? AND state <> "
    "'pending' "
    "GROUP BY type_code ORDER BY type_code";

std::string list_sql(const ListFilter& filter) {
  std::string sql = select_license;
  sql.insert(sql.rfind(" FROM licenses"), ", licenses.sequence");
  return sql + std::string(condition_of(way_of(filter)));
}

std::unique_ptr<Statement> list_statement(Connection& connection, const Keyring& keyring,
                                          const ListFilter& filter) {
  const std::string sql = list_sql(filter);
  const std::int64_t after = filter.after.sequence;
  switch (way_of(filter)) {
  case Way::holder:
    return std::make_unique<Statement>(
        connection, sql, holder_index(keyring, filter.holder_code_type, filter.holder_code), after);
  case Way::number:
    return std::make_unique<Statement>(connection, sql, filter.type_code,
                                       keyring.index("number", filter.number), after);
  case Way::day:
    return std::make_unique<Statement>(connection, sql, filter.issuer_code,
                                       std::max(filter.after.day, filter.issued_from), after,
                                       filter.issued_to.empty() ? last_day : filter.issued_to);
  case Way::type:
    return std::make_unique<Statement>(connection, sql, filter.issuer_code, filter.type_code, after);
  case Way::issuer:
    break;
  }
  return std::make_unique<Statement>(connection, sql, filter.issuer_code, after);
}

} // namespace elicense::store
