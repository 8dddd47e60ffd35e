// SPDX-License-Identifier: Apache-2.0
// The register's file for an audit: read only, and not migrated or repaired before it is judged.
#pragma once
#include "ledger/audit.hpp"
#include "license/audit.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/file_lock.hpp"

namespace elicense::store {

class SqliteShelf final : public ledger::Shelf {
 public:
  // STORE_MISSING, STORE_LOCKED (the service is running), STORE_UNAVAILABLE
  static Result<SqliteShelf> open(const std::filesystem::path& file);

  Result<std::vector<ledger::StoredEntry>> entries(std::uint64_t from, std::size_t count) override;
  Result<std::optional<ledger::StoredTile>> tile(unsigned level, std::uint64_t index) override;
  Result<std::uint64_t> tile_count() override;
  Result<std::vector<ledger::SignedTree>> checkpoints() override;

  Result<std::vector<license::LicenseLeaf>> license_leaves();
  using EachLicense =
      std::function<void(const license::License&, const std::optional<crypto::Sm3Digest>& document)>;
  Result<void> each_license(const EachLicense& each); // with the digest of the document as stored

 private:
  SqliteShelf(FileLock lock, Connection connection)
      : lock_(std::move(lock)), connection_(std::move(connection)) {}
  FileLock lock_;
  Connection connection_;
};

} // namespace elicense::store
