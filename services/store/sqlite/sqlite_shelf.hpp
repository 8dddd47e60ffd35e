// SPDX-License-Identifier: Apache-2.0
// The register's file for an audit: read only, and not migrated or repaired before it is judged.
#pragma once
#include "ledger/audit.hpp"
#include "license/audit.hpp"
#include "license/copy.hpp"
#include "recall/recall_audit.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/file_lock.hpp"
#include "store/sqlite/keyring.hpp"
#include "store/sqlite/proposal_rows.hpp"
#include "submission/exemption.hpp"
#include "submission/submission_audit.hpp"

namespace elicense::store {

struct ShelvedLicense {
  std::string identifier;
  Result<license::License> license;          // LICENSE_ERASED, STORE_SEALED_FIELD, STORE_KEY_UNKNOWN
  std::optional<crypto::Sm3Digest> document; // of what is stored, when that opens
};

struct ShelvedCopy {
  std::uint64_t leaf = 0;
  Result<license::Copy> copy; // STORE_SEALED_FIELD, STORE_KEY_UNKNOWN
};

struct ShelvedRecall {
  recall::Leaves leaves;
  Result<recall::Recall> recall; // STORE_SEALED_FIELD, STORE_KEY_UNKNOWN
};

struct ShelvedSubmission {
  std::uint64_t receipt = 0;                      // the leaf that the row names
  Result<submission::FiledSubmission> submission; // STORE_SEALED_FIELD, STORE_KEY_UNKNOWN
};

class SqliteShelf final : public ledger::Shelf {
 public:
  // STORE_MISSING, STORE_LOCKED (the service is running), STORE_UNAVAILABLE, STORE_KEYS
  static Result<SqliteShelf> open(const std::filesystem::path& file, const Sealing& sealing);

  Result<std::vector<ledger::StoredEntry>> entries(std::uint64_t from, std::size_t count) override;
  Result<std::optional<ledger::StoredTile>> tile(unsigned level, std::uint64_t index) override;
  Result<std::uint64_t> tile_count() override;
  Result<std::vector<ledger::SignedTree>> checkpoints() override;

  Result<std::vector<license::LicenseLeaf>> license_leaves();
  Result<std::map<std::uint64_t, ledger::Hash>> trust_lists(); // by their leaf
  Result<std::vector<license::Proposal>> proposals(const ProposalTables& tables);
  Result<void> each_copy(const std::function<void(const ShelvedCopy&)>& each);
  Result<void> each_counted_submission(const std::function<void(const submission::Submission&)>& each);
  Result<void> each_count(const std::function<void(const submission::Counted&)>& each); // of them
  Result<void> each_recall(const std::function<void(const ShelvedRecall&)>& each);
  Result<void> each_submission(const std::function<void(const ShelvedSubmission&)>& each);
  Result<void> each_license(const std::function<void(const ShelvedLicense&)>& each);

 private:
  SqliteShelf(FileLock lock, Connection connection, Keyring keyring)
      : lock_(std::move(lock)), connection_(std::move(connection)), keyring_(std::move(keyring)) {}
  FileLock lock_;
  Connection connection_;
  Keyring keyring_;
};

} // namespace elicense::store
