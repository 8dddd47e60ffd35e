// SPDX-License-Identifier: Apache-2.0
// A bar with rate and time left on stderr, when that is a terminal, for work that takes minutes.
#pragma once
#include "jobs/live.hpp"
#include <functional>
#include <thread>

namespace elicense::cli {

std::string
progress_line(const jobs::Progress& progress); // "[####....]  45.2 %    1234 rows/s   0:01:20 left"

class LiveProgress {
 public:
  explicit LiveProgress(std::function<jobs::Progress()> ask); // twice a second, from a thread of its own
  ~LiveProgress();                                            // clears the bar
  LiveProgress(const LiveProgress&) = delete;
  LiveProgress& operator=(const LiveProgress&) = delete;

 private:
  void draw(const std::stop_token& stop) const;
  std::function<jobs::Progress()> ask_;
  std::jthread thread_;
};

} // namespace elicense::cli
