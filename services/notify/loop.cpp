// SPDX-License-Identifier: Apache-2.0
// Work, else wait.
#include "notify/loop.hpp"

namespace elicense::notify {

Loop::Loop(unsigned threads, std::chrono::milliseconds pause, std::function<bool()> work)
    : pause_(pause), work_(std::move(work)) {
  for (unsigned i = 0; i < threads; ++i)
    threads_.emplace_back([this](const std::stop_token& stopping) { run(stopping); });
}

void Loop::stop() {
  for (std::jthread& thread : threads_)
    thread.request_stop();
  threads_.clear();
}

void Loop::run(const std::stop_token& stopping) {
  while (!stopping.stop_requested()) {
    if (work_()) continue;
    std::unique_lock lock(mutex_);
    waiting_.wait_for(lock, stopping, pause_, [] { return false; });
  }
}

} // namespace elicense::notify
