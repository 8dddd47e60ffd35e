// SPDX-License-Identifier: Apache-2.0
// How far a job that runs just now has come, and the word to stop. Read and written by several threads.
#pragma once
#include "jobs/job.hpp"
#include <atomic>
#include <chrono>

namespace elicense::jobs {

struct Progress {
  bool running = false;
  std::int64_t rows = 0; // since it was begun or taken up again
  double rows_per_second = 0;
  std::optional<double> share;              // of the whole, 0 to 1; nothing: not known yet
  std::optional<std::int64_t> seconds_left; // nothing: not known yet
};

struct Live {
  explicit Live(std::int64_t all) : whole(all) {}
  Progress progress() const;

  const std::chrono::steady_clock::time_point begun = std::chrono::steady_clock::now();
  const std::int64_t whole;                     // bytes of the file, or licenses
  std::atomic<std::int64_t> rows = 0, done = 0; // done: of `whole`
  std::atomic<bool> stop = false;
};

} // namespace elicense::jobs
