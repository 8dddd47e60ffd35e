// SPDX-License-Identifier: Apache-2.0
// SIGINT and SIGTERM, for commands that run until they are told to stop.
#pragma once
#include <csignal>

namespace elicense::cli {

// One thread waits for the signals; every other thread, started later, inherits the mask and never sees them.
class StopSignals {
 public:
  StopSignals() {
    sigemptyset(&set_);
    sigaddset(&set_, SIGINT);
    sigaddset(&set_, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set_, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN); // beyond a limit on file sizes a write fails, as on a full disk
  }
  int wait() const {
    int signal = 0;
    sigwait(&set_, &signal);
    return signal;
  }

 private:
  sigset_t set_{};
};

} // namespace elicense::cli
