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

struct NewImport {
  Kind kind = Kind::import; // or dry_run
  std::string type_code, batch;
  std::string format;        // csv, ndjson
  std::string encoding = {}; // utf8, gb18030; empty: found
  std::string mapping = {};  // JSON of a mapping file; empty: by equal names
  std::string file_sm3;      // hex
  std::int64_t file_size = 0;
  std::string scans = {}; // a folder of the machine; empty: rows may name none
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
  // Before it is issued whole: of what was issued nothing ever counts. JOB_STATE
  Result<Job> cancel(const std::string& id, const std::string& party);

 private:
  Result<void> check(const NewImport& wanted) const;
  Result<Job> finish_file(const Job& job);
  ImportsDependencies with_;
};

} // namespace elicense::jobs
