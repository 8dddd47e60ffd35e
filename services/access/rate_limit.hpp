// SPDX-License-Identifier: Apache-2.0
// How often something may be done: the generic cell rate algorithm (ITU-T I.371), one time stamp a key.
#pragma once
#include "crypto/sm3.hpp"
#include "crypto/time.hpp"
#include <mutex>
#include <optional>
#include <unordered_map>

namespace elicense::access {

inline constexpr std::size_t max_limited_keys = 1'000'000; // remembered by one limiter

struct Rate {
  std::uint32_t quota = 0; // within the window, also all at once; 0: no limit
  std::chrono::seconds window{60};
};

struct Allowance {
  bool allowed = true;
  std::uint32_t remaining = 0;
  std::chrono::seconds reset{0};       // until the whole quota is there again
  std::chrono::seconds retry_after{0}; // until one more is allowed; when not allowed
};

struct KeyHash {
  std::size_t operator()(const crypto::Sm3Digest& digest) const;
};

// Memory is bounded: a key that has its whole quota is forgotten, and with more keys than fit a new one has
// to wait.
class RateLimit {
 public:
  explicit RateLimit(Rate rate, std::size_t limit = max_limited_keys) : rate_(rate), limit_(limit) {}

  const Rate& rate() const { return rate_; }
  Allowance take(std::string_view key, Time now);

 private:
  using Micros = std::int64_t; // since 1970-01-01T00:00:00Z
  bool make_room(Micros now);
  Allowance allowance(bool allowed, Micros full_at, Micros now) const;

  const Rate rate_;
  const std::size_t limit_;
  std::mutex mutex_;
  std::unordered_map<crypto::Sm3Digest, Micros, KeyHash> full_at_; // when the key has its whole quota again
  Micros swept_ = 0;
};

} // namespace elicense::access
