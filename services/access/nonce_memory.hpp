// SPDX-License-Identifier: Apache-2.0
// Nonces of signed requests, remembered for as long as their requests could be sent again.
//
// A request counts within `signature_window` of its time, before and after. After a restart nothing is
// remembered: so what was signed before the start is refused, and what was signed ahead of our clock up to
// the time the key is known to have reached (Register::note_ahead). A client with a right clock notices
// nothing.
#pragma once
#include "crypto/sm3.hpp"
#include "crypto/time.hpp"
#include <mutex>
#include <unordered_set>

namespace elicense::access {

inline constexpr std::chrono::seconds signature_window{300}; // each way
inline constexpr std::size_t max_nonces = 1'000'000;         // in one window

class NonceMemory {
 public:
  explicit NonceMemory(std::size_t limit = max_nonces) : limit_(limit) {}

  enum class Answer { fresh, seen, full };
  Answer remember(std::string_view key_id, std::string_view nonce, Time now);

 private:
  void turn_over(Time now);
  struct Hash {
    std::size_t operator()(const crypto::Sm3Digest& digest) const;
  };
  // Two generations of a window's whole length each: what is in the younger one stays at least that long.
  using Generation = std::unordered_set<crypto::Sm3Digest, Hash>;
  const std::size_t limit_;
  std::mutex mutex_;
  Generation young_, old_;
  Time young_since_{};
};

} // namespace elicense::access
