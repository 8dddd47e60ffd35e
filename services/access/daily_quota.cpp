// SPDX-License-Identifier: Apache-2.0
#include "access/daily_quota.hpp"

namespace elicense::access {
namespace {

constexpr std::chrono::seconds china{8 * 3600};

} // namespace

Allowance DailyQuota::take(std::string_view key, Time now) {
  if (quota_ == 0) return {};
  const auto here = now.time_since_epoch() + china;
  const auto until_midnight = day - here % day;
  const std::lock_guard lock(mutex_);
  if (here / day != day_) used_.clear();
  day_ = here / day;
  const crypto::Sm3Digest digest = crypto::sm3(as_bytes(key));
  const auto known = used_.find(digest);
  const std::uint32_t used = known == used_.end() ? 0 : known->second;
  const bool allowed = used < quota_ && (known != used_.end() || used_.size() < limit_);
  if (allowed) used_[digest] = used + 1;
  return {.allowed = allowed,
          .remaining = allowed ? quota_ - used - 1 : 0,
          .reset = until_midnight,
          .retry_after = allowed ? std::chrono::seconds(0) : until_midnight};
}

} // namespace elicense::access
