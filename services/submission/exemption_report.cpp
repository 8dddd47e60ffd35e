// SPDX-License-Identifier: Apache-2.0
#include "submission/exemption_report.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace elicense::submission {
namespace {

constexpr std::array groupings = {GroupBy::matter, GroupBy::authority, GroupBy::region,
                                  GroupBy::day,    GroupBy::week,      GroupBy::month};

} // namespace

std::string_view to_text(GroupBy by) {
  switch (by) {
  case GroupBy::matter:
    return "matter";
  case GroupBy::authority:
    return "authority";
  case GroupBy::region:
    return "region";
  case GroupBy::day:
    return "day";
  case GroupBy::week:
    return "week";
  case GroupBy::month:
    break;
  }
  return "month";
}

std::optional<GroupBy> group_by_from_text(std::string_view text) {
  const auto found = std::ranges::find_if(groupings, [&](GroupBy by) { return to_text(by) == text; });
  return found == groupings.end() ? std::nullopt : std::optional(*found);
}

std::optional<double> percent(const ExemptionCounts& counts) {
  if (counts.asked_for == 0) return std::nullopt;
  return std::round(1000.0 * static_cast<double>(counts.given) / static_cast<double>(counts.asked_for)) / 10;
}

} // namespace elicense::submission
