// SPDX-License-Identifier: Apache-2.0
// How much may be done on one day (at UTC+8). Counted in memory: a restart begins the day anew.
#pragma once
#include "access/rate_limit.hpp"

namespace elicense::access {

inline constexpr std::chrono::seconds day{24 * 3600};

class DailyQuota {
 public:
  explicit DailyQuota(std::uint32_t quota, std::size_t limit = max_limited_keys)
      : quota_(quota), limit_(limit) {}

  std::uint32_t quota() const { return quota_; }
  Allowance take(std::string_view key, Time now); // quota 0: no limit

 private:
  const std::uint32_t quota_;
  const std::size_t limit_;
  std::mutex mutex_;
  std::int64_t day_ = 0;
  std::unordered_map<crypto::Sm3Digest, std::uint32_t, KeyHash> used_;
};

} // namespace elicense::access
