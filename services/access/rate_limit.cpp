// SPDX-License-Identifier: Apache-2.0
#include "access/rate_limit.hpp"

#include <algorithm>
#include <cstring>

namespace elicense::access {
namespace {

constexpr std::int64_t second = 1'000'000;

std::int64_t micros(std::chrono::seconds time) {
  return time.count() * second;
}

std::chrono::seconds seconds_up(std::int64_t micros) {
  return std::chrono::seconds((std::max<std::int64_t>(micros, 0) + second - 1) / second);
}

} // namespace

std::size_t KeyHash::operator()(const crypto::Sm3Digest& digest) const {
  std::size_t value = 0; // the digest is evenly spread already
  std::memcpy(&value, digest.data(), sizeof value);
  return value;
}

Allowance RateLimit::take(std::string_view key, Time now) {
  if (rate_.quota == 0) return {};
  const Micros at = micros(now.time_since_epoch());
  const Micros interval = micros(rate_.window) / rate_.quota;
  const crypto::Sm3Digest digest = crypto::sm3(as_bytes(key));
  const std::lock_guard lock(mutex_);
  const auto known = full_at_.find(digest);
  if (known == full_at_.end() && !make_room(at)) return allowance(false, at + micros(rate_.window), at);
  const Micros before = known == full_at_.end() ? at : std::max(known->second, at);
  if (before + interval > at + interval * rate_.quota) return allowance(false, before, at);
  full_at_[digest] = before + interval;
  return allowance(true, before + interval, at);
}

Allowance RateLimit::allowance(bool allowed, Micros full_at, Micros now) const {
  const Micros interval = micros(rate_.window) / rate_.quota;
  const Micros room = now + interval * rate_.quota - full_at;
  return {.allowed = allowed,
          .remaining = static_cast<std::uint32_t>(std::max<Micros>(room, 0) / interval),
          .reset = seconds_up(full_at - now),
          .retry_after = allowed ? std::chrono::seconds(0)
                                 : std::max(seconds_up(interval - room), std::chrono::seconds(1))};
}

// Sweeping looks at every key: at most once a second.
bool RateLimit::make_room(Micros now) {
  if (full_at_.size() < limit_) return true;
  if (now < swept_ + second) return false;
  swept_ = now;
  std::erase_if(full_at_, [now](const auto& entry) { return entry.second <= now; });
  return full_at_.size() < limit_;
}

} // namespace elicense::access
