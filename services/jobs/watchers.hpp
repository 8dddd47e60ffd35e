// SPDX-License-Identifier: Apache-2.0
// Who is told how jobs go on.
#pragma once
#include "jobs/worker.hpp"

namespace elicense::jobs {

class Watcher {
 public:
  virtual ~Watcher() = default;
  // False: it takes no more. `last`: the job is over, nothing more is told. Must not block.
  virtual bool hear(const Job& job, const Progress& progress, bool last) = 0;
};

class Watchers {
 public:
  Watchers(Register& jobs, Worker& worker) : jobs_(jobs), worker_(worker) {}

  void join(const std::string& job,
            const std::shared_ptr<Watcher>& watcher); // until it goes or takes no more
  // Tells everybody; answers false, for there is nothing to do at once. To be called again and again.
  Result<bool> spread();

 private:
  struct Seat {
    std::string job;
    std::weak_ptr<Watcher> watcher;
  };
  std::vector<Seat> seats();
  bool tell(const Seat& seat, Result<void>& failed);

  Register& jobs_;
  Worker& worker_;
  std::mutex mutex_;
  std::vector<Seat> seats_;
};

} // namespace elicense::jobs
