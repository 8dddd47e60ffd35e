// SPDX-License-Identifier: Apache-2.0
// Lists and the feed. Every statement walks an index from where the page before ended, and no further than so
// many rows; list_statement() is apart so that a test can ask SQLite how it goes.
#include "license/leaves.hpp"
#include "store/sqlite/listing_rows.hpp"
#include "store/sqlite/opening.hpp"

namespace elicense::store {
namespace {

using license::FeedEntry;
using license::FeedPage;
using license::ListFilter;
using license::ListPage;

bool fits(const license::License& license, const ListFilter& filter) {
  const auto is = [](const std::string& wanted, const std::string& value) {
    return wanted.empty() || wanted == value;
  };
  return license.issuer_code == filter.issuer_code && is(filter.type_code, license.type_code) &&
         (filter.issued_from.empty() || filter.issued_from <= license.issued_on) &&
         (filter.issued_to.empty() || license.issued_on <= filter.issued_to) &&
         (!filter.state || *filter.state == license.state_at(filter.now));
}

Result<ListPage> read_page(Connection& connection, const Keyring& keyring, const ListFilter& filter) {
  ListPage page;
  const std::unique_ptr<Statement> row = list_statement(connection, keyring, filter);
  for (std::size_t looked_at = 1; row->next(); ++looked_at) {
    const license::ListCursor here{row->text(8), row->integer(sequence_column)};
    auto license = read_license(keyring, *row);
    if (!license && license.error().code != "LICENSE_ERASED") return license.error();
    if (license && fits(*license, filter)) page.licenses.push_back(*std::move(license));
    if (page.licenses.size() < filter.limit && looked_at < license::max_looked_at) continue;
    page.next = here;
    break;
  }
  return page;
}

// By its transition, when it is one: named there, and with the day it counts from.
FeedEntry feed_entry(const Statement& row) {
  const auto entry = ledger::decode_entry(row.blob(3)).value(); // as we wrote it
  FeedEntry told{.leaf = static_cast<std::uint64_t>(row.integer(0)),
                 .license = row.text(1),
                 .type_code = row.text(2),
                 .at = entry.at,
                 .what = std::string(ledger::name_of(entry.kind)),
                 .word = entry.word,
                 .transition = row.text(4),
                 .effective_at = {}};
  if (!told.transition.empty()) told.effective_at = time_of(row.integer(5));
  return told;
}

} // namespace

Result<ListPage> SqliteRegister::list(const ListFilter& filter) {
  return parts_->read<ListPage>(
      [&](Connection& connection, const Keyring& keyring) { return read_page(connection, keyring, filter); });
}

Result<FeedPage> SqliteRegister::feed(std::string_view issuer_code, std::uint64_t from, std::size_t limit) {
  return parts_->readers.read<FeedPage>([&](Connection& connection) -> Result<FeedPage> {
    FeedPage page{.entries = {}, .next = from};
    Statement row(connection, feed_sql, static_cast<std::int64_t>(from), static_cast<std::int64_t>(limit));
    while (row.next()) {
      page.next = static_cast<std::uint64_t>(row.integer(0)) + 1;
      if (row.text(6) != issuer_code) continue;
      FeedEntry told = feed_entry(row);
      if (told.word != license::voided_word) page.entries.push_back(std::move(told)); // never was a license
    }
    return page;
  });
}

Result<std::vector<license::IssuedCount>> SqliteRegister::issued(std::string_view issuer_code,
                                                                 std::string_view from, std::string_view to) {
  using Counts = std::vector<license::IssuedCount>;
  return parts_->readers.read<Counts>([&](Connection& connection) -> Result<Counts> {
    Counts counts;
    Statement row(connection, issued_sql, issuer_code, from, to);
    while (row.next())
      counts.push_back({row.text(0), row.integer(1), row.text(2), row.text(3)});
    return counts;
  });
}

} // namespace elicense::store
