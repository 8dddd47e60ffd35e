// SPDX-License-Identifier: Apache-2.0
// Drawing the bar: at most a hundred times, whatever the number of things.
#include "cli/progress.hpp"

#include <fmt/format.h>
#include <iostream>
#include <unistd.h>

namespace elicense::cli {

Progress::Progress(std::size_t total) : total_(total), active_(total > 1 && ::isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
  if (active_) std::cerr << "\r\033[K" << std::flush;
}

void Progress::advance() {
  const std::lock_guard lock(mutex_);
  ++done_;
  const std::size_t percent = done_ * 100 / total_;
  if (!active_ || percent == shown_percent_) return;
  shown_percent_ = percent;
  constexpr std::size_t width = 40;
  const std::size_t full = percent * width / 100;
  std::cerr << fmt::format("\r[{:#<{}}{:.<{}}] {}/{}", "", full, "", width - full, done_, total_)
            << std::flush;
}

} // namespace elicense::cli
