// SPDX-License-Identifier: Apache-2.0
// The quality passport of a file: how many rows of each grade, how often each rule spoke, and where first. It
// holds no value of any row.
#pragma once
#include "crypto/result.hpp"
#include "stock/assessment.hpp"
#include <array>
#include <map>

namespace elicense::stock {

inline constexpr std::size_t first_rows_kept = 10; // of each rule

class Passport {
 public:
  struct Tally {
    std::uint64_t rows = 0;                // a row counts once, however often the rule speaks
    std::vector<std::uint64_t> first_rows; // at most first_rows_kept
    friend bool operator==(const Tally&, const Tally&) = default;
  };

  void add(const Assessment& assessment); // rows in order
  std::uint64_t rows() const;
  std::uint64_t rows_of(Grade grade) const { return grades_[static_cast<std::size_t>(grade)]; }
  const std::map<std::string, Tally, std::less<>>& rules() const { return rules_; }

  // {"rows": 3, "grades": {"A": 2, "B": 0, "C": 1}, "rules": [{"id", "grade", "rows", "first_rows",
  // "sentence":
  // {"zh", "en"}, "next_step": {"zh", "en"}}]}, the worst and most frequent rules first
  nlohmann::json to_json() const;
  // What to_json() gave, to go on with. STOCK_PASSPORT
  static Result<Passport> from_json(const nlohmann::json& json);

  friend bool operator==(const Passport&, const Passport&) = default;

 private:
  std::array<std::uint64_t, 3> grades_{};
  std::map<std::string, Tally, std::less<>> rules_;
};

} // namespace elicense::stock
