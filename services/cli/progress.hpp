// SPDX-License-Identifier: Apache-2.0
// A progress bar on stderr when that is a terminal and there is more than one thing to do.
#pragma once
#include <cstddef>
#include <mutex>

namespace elicense::cli {

class Progress {
 public:
  explicit Progress(std::size_t total);
  ~Progress(); // clears the bar
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  void advance(); // from any thread

 private:
  std::mutex mutex_;
  std::size_t total_, done_ = 0, shown_percent_ = 101;
  bool active_;
};

} // namespace elicense::cli
