// SPDX-License-Identifier: Apache-2.0
#include "sandbox/faults.hpp"

#include <algorithm>

namespace elicense::sandbox {

std::span<const Fault> all_faults() {
  static constexpr Fault faults[] = {Fault::clock_skewed, Fault::limit_reached, Fault::slow,
                                     Fault::status_list_stale};
  static_assert(std::size(faults) == fault_count);
  return faults;
}

std::string_view to_text(Fault fault) {
  switch (fault) {
  case Fault::clock_skewed:
    return "clock-skewed";
  case Fault::limit_reached:
    return "limit-reached";
  case Fault::slow:
    return "slow";
  case Fault::status_list_stale:
    return "status-list-stale";
  }
  return "";
}

std::optional<Fault> fault_from_text(std::string_view text) {
  const auto faults = all_faults();
  const auto found = std::ranges::find(faults, text, [](Fault fault) { return to_text(fault); });
  return found == faults.end() ? std::nullopt : std::optional(*found);
}

Clock faulty_clock(Clock clock, const Faults& faults, Fault fault, std::chrono::seconds skew) {
  return [clock = std::move(clock), &faults, fault, skew] {
    return faults.is_on(fault) ? clock() + skew : clock();
  };
}

} // namespace elicense::sandbox
