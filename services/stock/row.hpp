// SPDX-License-Identifier: Apache-2.0
// One row of a file of historic stock (存量证照), as it was read and before anybody judged it.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace elicense::stock {

// Where a reader is: between two rows. Stored with a job, it resumes the reading.
struct ReadingPoint {
  std::uint64_t offset = 0; // bytes from the start of the file, as stored
  std::uint64_t line = 1;   // of the file, from 1
  std::uint64_t rows = 0;   // that were taken before; refused ones count, blank lines do not

  friend bool operator==(const ReadingPoint&, const ReadingPoint&) = default;
};

struct Row {
  std::uint64_t number = 0; // from 1; the header is none
  std::uint64_t line = 0;   // where it begins
  std::uint64_t offset = 0;
  // Names and texts (UTF-8, not trimmed), as many of one as of the other. Rows with the same names share
  // them.
  std::shared_ptr<const std::vector<std::string>> columns;
  std::vector<std::string> cells;
  // Why it could not be read: the id of a rule of schemas/stock-rules.tsv (row_…), and what is wrong, without
  // personal data. Then there are no columns and no cells.
  std::string refusal, refusal_detail;

  bool readable() const { return refusal.empty(); }
};

void refuse(Row& row, std::string_view rule, std::string detail);

} // namespace elicense::stock
