// SPDX-License-Identifier: Apache-2.0
// Deliver, else wait.
#include "notify/dispatch_loop.hpp"

namespace elicense::notify {

DispatchLoop::DispatchLoop(Dispatcher& dispatcher, unsigned threads, std::chrono::milliseconds pause,
                           Observer observe)
    : dispatcher_(dispatcher), pause_(pause), observe_(std::move(observe)) {
  for (unsigned i = 0; i < threads; ++i)
    threads_.emplace_back([this](const std::stop_token& stopping) { run(stopping); });
}

void DispatchLoop::stop() {
  for (std::jthread& thread : threads_)
    thread.request_stop();
  threads_.clear();
}

void DispatchLoop::run(const std::stop_token& stopping) {
  while (!stopping.stop_requested()) {
    const auto done = dispatcher_.deliver_one();
    if (done && *done) {
      observe_(**done);
      continue;
    }
    if (!done) observe_(done.error());
    std::unique_lock lock(mutex_);
    waiting_.wait_for(lock, stopping, pause_, [] { return false; });
  }
}

} // namespace elicense::notify
