// SPDX-License-Identifier: Apache-2.0
// Threads that do a piece of work again and again until they are told to stop.
#pragma once
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace elicense::notify {

class Loop {
 public:
  // `work` answers whether there was any; if not, its thread waits for `pause`.
  Loop(unsigned threads, std::chrono::milliseconds pause, std::function<bool()> work);
  ~Loop() { stop(); }
  void stop(); // waits for what is under way

 private:
  void run(const std::stop_token& stopping);
  const std::chrono::milliseconds pause_;
  const std::function<bool()> work_;
  std::mutex mutex_;
  std::condition_variable_any waiting_;
  std::vector<std::jthread> threads_;
};

} // namespace elicense::notify
