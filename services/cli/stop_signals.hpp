// SPDX-License-Identifier: Apache-2.0
// How a command that runs until it is told to stop is told.
#pragma once
#include <csignal>
#include <functional>
#include <initializer_list>
#include <pthread.h>
#include <thread>

namespace elicense::cli {

// One thread waits for the signals; every other thread, started later, inherits the mask and never sees them.
class StopSignals {
 public:
  explicit StopSignals(std::initializer_list<int> others = {}) { // what else wait() answers
    sigemptyset(&set_);
    sigaddset(&set_, SIGINT);
    sigaddset(&set_, SIGTERM);
    for (const int other : others)
      sigaddset(&set_, other);
    pthread_sigmask(SIG_BLOCK, &set_, nullptr);
    (void)std::signal(SIGPIPE, SIG_IGN);
    (void)std::signal(SIGXFSZ, SIG_IGN); // beyond a limit on file sizes a write fails, as on a full disk
  }
  int wait() const {
    int signal = 0;
    sigwait(&set_, &signal);
    return signal;
  }

 private:
  sigset_t set_{};
};

// Its thread ends by a signal, and gets one also when the server ended by itself.
class Watcher {
 public:
  explicit Watcher(std::function<void()> work) : thread_(std::move(work)) {}
  ~Watcher() { pthread_kill(thread_.native_handle(), SIGINT); }
  Watcher(const Watcher&) = delete;
  Watcher& operator=(const Watcher&) = delete;

 private:
  std::jthread thread_;
};

} // namespace elicense::cli
