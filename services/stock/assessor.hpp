// SPDX-License-Identifier: Apache-2.0
// Judges rows one after another, by all rules. The same rows in the same order give the same answers.
#pragma once
#include "crypto/random.hpp"
#include "stock/assessment.hpp"
#include "stock/mapping.hpp"

namespace elicense::stock {

inline constexpr std::uint64_t max_rows =
    5'000'000;                                     // of one file: what repeats is remembered (32 bytes a row)
inline constexpr std::size_t max_attachments = 20; // of one row
inline constexpr std::size_t max_attachment_name = 200;   // bytes
inline constexpr std::uint32_t max_rows_with_a_phone = 5; // the next ones with the same are noted

// What only others know. A function that is not set is not asked.
struct Questions {
  // Whether the register holds a license of this type with this number. An error ends the assessment.
  std::function<Result<bool>(const std::string& number)> is_registered;
  std::function<bool(const std::string& name)> attachment_exists; // a plain file name
};

struct AssessorSettings {
  std::string today; // YYYY-MM-DD; the same for all of a job, also after it was resumed
  Mapping mapping;
  Questions questions;
};

// Not safe from several threads. To resume behind a row, assess the rows before it again (without the
// questions) or give up finding what repeats them.
class Assessor {
 public:
  // `type` has to outlive it. `random`: keys the digests by which rows are remembered.
  Assessor(const license::LicenseType& type, AssessorSettings settings, const crypto::RandomSource& random);
  ~Assessor();
  Assessor(Assessor&&) noexcept;

  // What the questions refuse; STOCK_TOO_MANY_ROWS.
  Result<Assessment> assess(const Row& row);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

} // namespace elicense::stock
