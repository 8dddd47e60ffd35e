// SPDX-License-Identifier: Apache-2.0
#include "jobs/live.hpp"
#include <algorithm>

namespace elicense::jobs {

Progress Live::progress() const {
  constexpr double least_time = 1; // seconds: before, a rate says little
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  const double share = whole == 0 ? 0 : static_cast<double>(done.load()) / static_cast<double>(whole);
  Progress now{
      .running = true, .rows = rows, .rows_per_second = 0, .share = std::min(share, 1.0), .seconds_left = {}};
  if (seconds < least_time) return now;
  now.rows_per_second = static_cast<double>(now.rows) / seconds;
  if (share > 0) now.seconds_left = static_cast<std::int64_t>(seconds / share * (1 - std::min(share, 1.0)));
  return now;
}

} // namespace elicense::jobs
