// SPDX-License-Identifier: Apache-2.0
// Matters as a table: a row for each material (docs/submission.md). It becomes what a JSON file says.
#pragma once
#include "crypto/result.hpp"
#include <nlohmann/json.hpp>
#include <vector>

namespace elicense::submission {

struct TableMatter {
  std::size_t row = 0;   // its first
  nlohmann::json object; // as in a JSON file
  std::string problem;   // a row of it that does not go with the others, or cannot be read
};

// Matters in the order of their first rows. MATTER_FILE: no such table
Result<std::vector<TableMatter>> read_matter_table(std::string_view text);

} // namespace elicense::submission
