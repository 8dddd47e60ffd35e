// SPDX-License-Identifier: Apache-2.0
// What was found of one row.
#pragma once
#include "stock/row.hpp"
#include "stock/rule.hpp"
#include <nlohmann/json.hpp>

namespace elicense::stock {

struct Finding {
  std::string_view rule; // id; lives as long as the program
  std::string field;     // of the license type, or a column; empty: the row as a whole
  std::string detail;    // "the same number as row 17"; no personal data
  std::string before;    // of a normalised value; personal data: seal it

  friend bool operator==(const Finding&, const Finding&) = default;
};

struct Assessment {
  std::uint64_t row = 0, line = 0;
  Grade grade = Grade::a;        // the worst of its findings
  std::vector<Finding> findings; // in the order of the fields
  nlohmann::json data;           // normalised, as license::IssueRequest takes it; empty: the row was refused
  std::string holder_code_type;  // of the type's, by what the code is: "001", "111" …
  std::vector<std::string> other_code_types; // the same of each further holder, in the order of the data
  std::string issued_on; // YYYY-MM-DD: the type's issue date, else the former date; may be empty
  std::string former_number, former_date;
  std::vector<std::string> attachments; // plain file names: .png, .jpg, .jpeg, .pdf
};

} // namespace elicense::stock
