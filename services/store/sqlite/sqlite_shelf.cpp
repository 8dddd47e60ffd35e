// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/sqlite_shelf.hpp"
#include "store/sqlite/copy_rows.hpp"
#include "store/sqlite/exemption_rows.hpp"
#include "store/sqlite/license_rows.hpp"
#include "store/sqlite/proposal_rows.hpp"
#include "store/sqlite/recall_rows.hpp"
#include "store/sqlite/submission_json.hpp"
#include "store/sqlite/submission_rows.hpp"

namespace elicense::store {
namespace {

// A file that an attacker wrote may fail in any way: that is an answer too.
template <class T, class Read> Result<T> answer(const Read& read) {
  try {
    return read();
  } catch (const std::exception& failure) {
    return fail(ErrorKind::unavailable, "STORE_UNAVAILABLE", failure.what());
  }
}

Result<submission::FiledSubmission> filed(Result<StoredSubmission> stored) {
  if (!stored) return stored.error();
  return submission::FiledSubmission{std::move(stored->submission), digest_from(stored->request)};
}

std::uint64_t unsigned_of(std::int64_t number) {
  return static_cast<std::uint64_t>(number);
}

} // namespace

Result<SqliteShelf> SqliteShelf::open(const std::filesystem::path& file, const Sealing& sealing) {
  if (std::error_code error; !std::filesystem::is_regular_file(file, error))
    return fail(ErrorKind::not_found, "STORE_MISSING", file.string());
  auto lock = FileLock::take(file.string() + ".lock");
  if (!lock) return lock.error();
  return answer<SqliteShelf>([&]() -> Result<SqliteShelf> {
    Connection connection(file, Access::read);
    auto keyring = Keyring::load(connection, sealing);
    if (!keyring) return keyring.error();
    return SqliteShelf(*std::move(lock), std::move(connection), *std::move(keyring));
  });
}

Result<std::vector<ledger::StoredEntry>> SqliteShelf::entries(std::uint64_t from, std::size_t count) {
  using Entries = std::vector<ledger::StoredEntry>;
  return answer<Entries>([&] {
    Entries entries;
    entries.reserve(count);
    Statement rows(connection_,
                   "SELECT leaf, content FROM ledger_entries WHERE leaf >= ? ORDER BY leaf LIMIT ?",
                   static_cast<std::int64_t>(from), static_cast<std::int64_t>(count));
    while (rows.next())
      entries.push_back({unsigned_of(rows.integer(0)), rows.blob(1)});
    return entries;
  });
}

Result<std::optional<ledger::StoredTile>> SqliteShelf::tile(unsigned level, std::uint64_t index) {
  using Found = std::optional<ledger::StoredTile>;
  return answer<Found>([&]() -> Found {
    Statement row(connection_, "SELECT root, hashes FROM ledger_tiles WHERE level = ? AND tile = ?",
                  std::int64_t{level}, static_cast<std::int64_t>(index));
    if (!row.next()) return std::nullopt;
    return ledger::StoredTile{.root = row.digest(0), .hashes = row.blob(1)};
  });
}

Result<std::uint64_t> SqliteShelf::tile_count() {
  return answer<std::uint64_t>([&] {
    Statement row(connection_, "SELECT count(*) FROM ledger_tiles");
    row.next();
    return unsigned_of(row.integer(0));
  });
}

Result<std::vector<ledger::SignedTree>> SqliteShelf::checkpoints() {
  using Trees = std::vector<ledger::SignedTree>;
  return answer<Trees>([&] {
    Trees trees;
    Statement rows(connection_, "SELECT size, note FROM ledger_checkpoints ORDER BY sequence");
    while (rows.next())
      trees.push_back({unsigned_of(rows.integer(0)), rows.text(1)});
    return trees;
  });
}

Result<std::vector<license::LicenseLeaf>> SqliteShelf::license_leaves() {
  using Leaves = std::vector<license::LicenseLeaf>;
  return answer<Leaves>([&] {
    Leaves leaves;
    Statement rows(connection_, "SELECT leaf, identifier FROM license_leaves ORDER BY leaf");
    while (rows.next())
      leaves.push_back({unsigned_of(rows.integer(0)), rows.text(1)});
    return leaves;
  });
}

Result<std::map<std::uint64_t, ledger::Hash>> SqliteShelf::trust_lists() {
  using Lists = std::map<std::uint64_t, ledger::Hash>;
  return answer<Lists>([&] {
    Lists lists;
    Statement rows(connection_, "SELECT leaf, digest FROM trust_lists");
    while (rows.next())
      lists.emplace(unsigned_of(rows.integer(0)), rows.digest(1));
    return lists;
  });
}

Result<std::vector<license::Proposal>> SqliteShelf::proposals(const ProposalTables& tables) {
  return answer<std::vector<license::Proposal>>(
      [&] { return read_proposals(tables, connection_, keyring_); });
}

Result<void> SqliteShelf::each_copy(const std::function<void(const ShelvedCopy&)>& each) {
  return answer<void>([&]() -> Result<void> {
    Statement rows(connection_, std::string(select_copy));
    while (rows.next())
      each({unsigned_of(rows.integer(leaf_of_copy)), read_copy(keyring_, rows)});
    return {};
  });
}

Result<void> SqliteShelf::each_recall(const std::function<void(const ShelvedRecall&)>& each) {
  return answer<void>([&]() -> Result<void> {
    Statement rows(connection_, select_recall);
    while (rows.next())
      each({leaves_of_recall(rows), read_recall(connection_, keyring_, rows)});
    return {};
  });
}

Result<void>
SqliteShelf::each_counted_submission(const std::function<void(const submission::Submission&)>& each) {
  return answer<void>([&]() -> Result<void> {
    store::each_counted_submission(connection_, keyring_, each);
    return {};
  });
}

Result<void> SqliteShelf::each_count(const std::function<void(const submission::Counted&)>& each) {
  return answer<void>([&]() -> Result<void> {
    store::each_count(connection_, each);
    return {};
  });
}

Result<void> SqliteShelf::each_submission(const std::function<void(const ShelvedSubmission&)>& each) {
  return answer<void>([&]() -> Result<void> {
    Statement rows(connection_, select_submission);
    while (rows.next())
      each({static_cast<std::uint64_t>(rows.integer(receipt_of_submission)),
            filed(read_submission(keyring_, rows))});
    return {};
  });
}

Result<void> SqliteShelf::each_license(const std::function<void(const ShelvedLicense&)>& each) {
  return answer<void>([&]() -> Result<void> {
    Statement rows(connection_, std::string(select_license));
    while (rows.next()) {
      const std::string identifier = rows.text(0);
      const auto document = read_document(connection_, keyring_, identifier);
      each({identifier, read_license(keyring_, rows),
            document ? std::optional(crypto::sm3(*document)) : std::nullopt});
    }
    return {};
  });
}

} // namespace elicense::store
