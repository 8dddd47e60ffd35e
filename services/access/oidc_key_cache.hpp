// SPDX-License-Identifier: Apache-2.0
// The provider's keys, kept for a while: a key that is rotated in is fetched, tokens with invented key ids
// fetch nothing.
#pragma once
#include "access/oidc_keys.hpp"
#include "access/oidc_provider.hpp"
#include "crypto/time.hpp"
#include <mutex>
#include <optional>

namespace elicense::access {

inline constexpr std::chrono::seconds keys_life{3600};
inline constexpr std::chrono::seconds keys_pause{60}; // between two fetches for keys we do not know

class KeyCache {
 public:
  KeyCache(Fetch fetch, Clock clock) : fetch_(std::move(fetch)), clock_(std::move(clock)) {}

  // As check_signature(), over the keys at `url`, fetched when there are none, they are old, or the key is
  // unknown.
  Result<void> check(const Jws& jws, const std::string& url);

 private:
  Result<void> fetch(const std::string& url);
  const Fetch fetch_;
  const Clock clock_;
  std::mutex mutex_; // of all below
  std::vector<ProviderKey> keys_;
  std::optional<Time> fetched_at_;
};

} // namespace elicense::access
