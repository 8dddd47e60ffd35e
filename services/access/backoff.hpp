// SPDX-License-Identifier: Apache-2.0
// Waiting after wrong proofs. Counted by peer and key together, so that a stranger elsewhere cannot shut out
// a client.
#pragma once
#include "crypto/time.hpp"
#include <map>
#include <mutex>

namespace elicense::access {

inline constexpr unsigned free_failures = 10;        // in a row, before waiting begins
inline constexpr std::chrono::seconds first_wait{1}; // doubled with every further failure
inline constexpr std::chrono::seconds longest_wait{900};
inline constexpr std::size_t max_watched = 100'000;

class Backoff {
 public:
  explicit Backoff(std::size_t limit = max_watched) : limit_(limit) {}

  std::chrono::seconds wait(const std::string& who, Time now) const; // 0: may try
  void failed(const std::string& who, Time now);
  void succeeded(const std::string& who);

 private:
  struct Failures {
    unsigned count = 0;
    Time until{};
  };
  void make_room(Time now);
  const std::size_t limit_;
  mutable std::mutex mutex_;
  std::map<std::string, Failures> failures_;
};

} // namespace elicense::access
