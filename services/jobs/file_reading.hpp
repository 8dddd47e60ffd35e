// SPDX-License-Identifier: Apache-2.0
// From the bytes of a file to rows that were judged, group by group.
#pragma once
#include "crypto/random.hpp"
#include "jobs/register.hpp"
#include "stock/assessor.hpp"
#include "stock/passport.hpp"
#include "stock/row_reader.hpp"
#include <atomic>

namespace elicense::jobs {

inline constexpr std::size_t rows_in_group = 256; // recorded together

using NextBytes = std::function<Result<std::optional<Bytes>>()>; // nothing: the end of the file
NextBytes bytes_of_pieces(Register& jobs, const Job& job);

struct AssessedRow {
  stock::Assessment assessment;
  std::string key; // idempotency key of its license
  KnownRow known;
  nlohmann::json cells; // as they were read
};

using TakeGroup = std::function<bool(std::vector<AssessedRow>)>; // false: no more are wanted

struct ReadingDependencies {
  Register* jobs = nullptr; // null: nobody is asked what is known
  const license::LicenseType& type;
  crypto::RandomSource random;
  std::function<Result<bool>(const std::string&)> scan_exists;
};

// The mapping of a job's settings. STOCK_MAPPING
Result<stock::Mapping> mapping_of(const Details& details, const license::LicenseType& type);

class FileReading {
 public:
  FileReading(ReadingDependencies dependencies, const Job& job) : with_(std::move(dependencies)), job_(job) {}

  // STOCK_…, and what the register answers. The bytes read so far go into `bytes_read`.
  Result<stock::Passport> run(const NextBytes& next_bytes, const TakeGroup& take,
                              std::atomic<std::int64_t>& bytes_read);

 private:
  struct Source;
  Result<bool> take_rows(stock::RowReader& reader, const TakeGroup& take);
  Result<bool> assess(const TakeGroup& take);
  Result<std::vector<KnownRow>> known_rows(std::vector<std::string>& keys) const;
  std::string key_of(const stock::Row& row) const;
  stock::AssessorSettings settings(stock::Mapping mapping);

  ReadingDependencies with_;
  const Job& job_;
  std::vector<stock::Row> rows_; // of the group
  std::unique_ptr<stock::Assessor> assessor_;
  stock::Passport passport_;
  bool is_known_ = false; // the row that is assessed now
  std::optional<Error> scans_failure_;
};

} // namespace elicense::jobs
