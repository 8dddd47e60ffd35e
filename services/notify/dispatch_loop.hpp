// SPDX-License-Identifier: Apache-2.0
// Threads that deliver until they are told to stop.
#pragma once
#include "notify/dispatcher.hpp"
#include <condition_variable>
#include <thread>

namespace elicense::notify {

class DispatchLoop {
 public:
  // Told of every attempt, from any of the threads.
  using Observer = std::function<void(const Result<Dispatched>&)>;

  // Looks for due deliveries every `pause`, without one between two deliveries.
  DispatchLoop(Dispatcher& dispatcher, unsigned threads, std::chrono::milliseconds pause, Observer observe);
  ~DispatchLoop() { stop(); }
  void stop(); // waits for what is under way

 private:
  void run(const std::stop_token& stopping);
  Dispatcher& dispatcher_;
  const std::chrono::milliseconds pause_;
  const Observer observe_;
  std::mutex mutex_;
  std::condition_variable_any waiting_;
  std::vector<std::jthread> threads_;
};

} // namespace elicense::notify
