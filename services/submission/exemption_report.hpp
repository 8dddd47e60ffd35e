// SPDX-License-Identifier: Apache-2.0
// What is asked of the counts, and what they answer.
#pragma once
#include "submission/exemption.hpp"

namespace elicense::submission {

inline constexpr std::int64_t max_report_days = 3'660;
inline constexpr std::size_t max_report_costs = 200;

enum class GroupBy { matter, authority, region, day, week, month };
std::optional<GroupBy> group_by_from_text(std::string_view text); // "matter"
std::string_view to_text(GroupBy by);

struct ExemptionQuery {
  std::string tenant;   // who handed in
  std::string from, to; // days, both within
  GroupBy by = GroupBy::matter;
};

struct ExemptionGroup {
  std::string key;    // code; day, Monday of the week, or month as YYYY-MM
  std::string matter; // one of the group, for its names
  ExemptionCounts counts;
};

struct CostCount {
  Cost cost;
  std::int64_t materials = 0;
};

struct ExemptionReport {
  ExemptionCounts total;
  std::vector<ExemptionGroup> groups; // periods in their order; else what costs most first
  std::vector<CostCount> costs;       // the highest first, max_report_costs at most
};

std::optional<double> percent(const ExemptionCounts& counts); // to a tenth; nothing was asked for: none

} // namespace elicense::submission
