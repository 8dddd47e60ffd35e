// SPDX-License-Identifier: Apache-2.0
#include "access/nonce_memory.hpp"

#include <cstring>

namespace elicense::access {

std::size_t NonceMemory::Hash::operator()(const crypto::Sm3Digest& digest) const {
  std::size_t value = 0; // the digest is evenly spread already
  std::memcpy(&value, digest.data(), sizeof value);
  return value;
}

void NonceMemory::turn_over(Time now) {
  if (now < young_since_ + 2 * signature_window) return;
  old_ = std::exchange(young_, {});
  young_since_ = now;
}

NonceMemory::Answer NonceMemory::remember(std::string_view key_id, std::string_view nonce, Time now) {
  std::string text(key_id);
  text.append(1, '\n').append(nonce);
  const crypto::Sm3Digest digest = crypto::sm3(as_bytes(text));
  const std::lock_guard lock(mutex_);
  turn_over(now);
  if (young_.contains(digest) || old_.contains(digest)) return Answer::seen;
  if (young_.size() >= limit_) return Answer::full;
  young_.insert(digest);
  return Answer::fresh;
}

} // namespace elicense::access
