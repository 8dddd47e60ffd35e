// SPDX-License-Identifier: Apache-2.0
// Files of matters: schemas/matters/*.json, and what operators import as JSON or as a table
// (docs/submission.md). Names of rules, licenses and authorities stand for what schemas/matter-words.json, or
// the file itself, says of them.
#pragma once
#include "license/type.hpp"
#include "submission/matter.hpp"

namespace elicense::submission {

inline constexpr std::size_t max_matter_file = 4 * MiB;
inline constexpr std::size_t max_matters_in_file = 2'000;
inline constexpr std::size_t max_matter_code = 64, max_part_code = 32, max_matter_text = 200; // bytes

struct MatterRow {       // one matter of a file
  std::size_t row = 0;   // from 1: its place in the list, or its first line in a table
  Result<Matter> matter; // MATTER_INVALID with the JSON pointer (or column) and what is wrong there
};

// MATTER_FILE: it is no such file at all
Result<std::vector<MatterRow>> read_matter_rows(std::string_view text,
                                                const license::DefiningAuthority& operator_authority);

// The same, where every one has to be right.
Result<std::vector<Matter>> read_matters(std::string_view text,
                                         const license::DefiningAuthority& operator_authority);

// One matter with nothing left to look up: reading it gives the same matter.
nlohmann::ordered_json matter_json(const Matter& matter);
std::string matter_file(const Matter& matter); // a file of this one

} // namespace elicense::submission
