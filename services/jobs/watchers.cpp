// SPDX-License-Identifier: Apache-2.0
#include "jobs/watchers.hpp"

namespace elicense::jobs {

void Watchers::join(const std::string& job, const std::shared_ptr<Watcher>& watcher) {
  const std::lock_guard lock(mutex_);
  seats_.push_back({job, watcher});
}

std::vector<Watchers::Seat> Watchers::seats() {
  const std::lock_guard lock(mutex_);
  return std::exchange(seats_, {});
}

// Whether it stays.
bool Watchers::tell(const Seat& seat, Result<void>& failed) {
  const auto watcher = seat.watcher.lock();
  if (!watcher) return false;
  const auto job = jobs_.find(seat.job);
  if (!job) {
    failed = job.error();
    return true;
  }
  const bool last = is_over(job->state);
  return watcher->hear(*job, worker_.progress(job->id), last) && !last;
}

Result<bool> Watchers::spread() {
  Result<void> failed;
  std::vector<Seat> stay;
  for (Seat& seat : seats())
    if (tell(seat, failed)) stay.push_back(std::move(seat));
  const std::lock_guard lock(mutex_);
  std::ranges::move(stay, std::back_inserter(seats_));
  if (!failed) return failed.error();
  return false;
}

} // namespace elicense::jobs
