// SPDX-License-Identifier: Apache-2.0
// Taking in a file of historic stock: its description first, then its bytes in pieces, each sealed on the
// disk when it is acknowledged.
#pragma once
#include "crypto/random.hpp"
#include "jobs/register.hpp"
#include "license/type.hpp"

namespace elicense::jobs {

inline constexpr std::size_t max_piece = 4U << 20;       // bytes
inline constexpr std::int64_t max_file_size = 4LL << 30; // bytes
inline constexpr std::size_t max_batch_name = 60;
inline constexpr std::int64_t max_file_with_scans = 64LL
                                                    << 20; // bytes: it is read whole to find what is missing
inline constexpr std::int64_t max_sent_scans = 100'000;
inline constexpr std::int64_t max_sent_bytes = 64LL << 30; // of all scans
inline constexpr std::size_t max_missing = 1000;           // names that are listed at once

struct NewImport {
  Kind kind = Kind::import; // or dry_run
  std::string type_code, batch;
  std::string format;        // csv, ndjson
  std::string encoding = {}; // utf8, gb18030; empty: found
  std::string mapping = {};  // JSON of a mapping file; empty: by equal names
  std::string file_sm3;      // hex
  std::int64_t file_size = 0;
  std::string scans = {};  // a folder of the machine; empty: rows may name none
  bool scans_sent = false; // or they are sent, before start()
};

struct ImportsDependencies {
  Register& jobs;
  const license::TypeCatalogue& types;
  std::string tenant;
  Clock clock;
  crypto::RandomSource random;
};

// Also JOB_NOT_FOUND, STORE_…
class Imports {
 public:
  explicit Imports(ImportsDependencies dependencies) : with_(std::move(dependencies)) {}

  // The same file for the same batch is the same job. TYPE_UNKNOWN, JOB_BATCH, JOB_FILE_FORMAT,
  // JOB_FILE_SIZE, JOB_FILE_DIGEST, STOCK_MAPPING
  Result<Job> open(const NewImport& wanted, const std::string& party);
  // Pieces in order, from 1; one that is there already changes nothing. With the last one the file is held
  // against its digest, and waits for its turn. JOB_PIECE, JOB_FILE_SIZE, JOB_FILE_DIGEST (the job has
  // failed), JOB_STATE
  Result<Job> add_piece(const std::string& id, std::int64_t number, ByteView content);
  // One of the scans that rows name, before start(); `name`: hex of the SM3 of its file's name. The same once
  // more changes nothing. SCAN_NAME, SCAN_UNREADABLE, SCAN_LIMIT, SCAN_CHANGED, JOB_SCANS, JOB_STATE
  Result<Job> add_scan(const std::string& id, const std::string& name, ByteView content);
  // Names of scans that rows name and nobody sent yet, up to max_missing, each once. JOB_SCANS, JOB_PIECE
  // (the file is not there yet), JOB_STATE, STOCK_…
  Result<std::vector<std::string>> missing_scans(const std::string& id);
  // All scans are there: it waits for its turn. JOB_SCANS, JOB_PIECE, JOB_STATE
  Result<Job> start(const std::string& id);
  // Before it is issued whole: of what was issued nothing ever counts. JOB_STATE
  Result<Job> cancel(const std::string& id, const std::string& party);

 private:
  Result<void> check(const NewImport& wanted) const;
  Result<Job> finish_file(const Job& job, bool scans_are_there = false);
  Result<Job> with_whole_file(const std::string& id) const;
  ImportsDependencies with_;
};

} // namespace elicense::jobs
