// SPDX-License-Identifier: Apache-2.0
// The limits of one instance, and how an answer tells them: RateLimit-Policy and RateLimit of
// draft-ietf-httpapi-ratelimit-headers-10.
#pragma once
#include "access/caller.hpp"
#include "access/daily_quota.hpp"

namespace elicense::access {

struct LimitSettings { // 0: no limit
  std::uint32_t client_per_minute = 12'000;
  std::uint32_t client_per_day = 1'000'000;
  std::uint32_t peer_per_minute = 12'000; // anonymous callers, by address
  std::uint32_t holder_per_minute = 60;   // a person about own licenses
  std::uint32_t matter_per_minute = 6'000;
};

// One policy that was asked, for the header fields.
struct Limited {
  std::string policy; // "client"
  std::uint32_t quota = 0;
  std::chrono::seconds window{0};
  Allowance allowance;
};

using HeaderFields = std::vector<std::pair<std::string, std::string>>;

class Limits {
 public:
  explicit Limits(const LimitSettings& settings);

  // Every policy that counts for this caller; empty without limits. The first one that is used up ends it.
  std::vector<Limited> take(const Caller& caller, std::string_view peer, Time now);
  std::vector<Limited> take_matter(std::string_view tenant_and_matter, Time now);

 private:
  RateLimit client_, peer_, holder_, matter_;
  DailyQuota client_day_;
};

// LIMIT_REACHED or QUOTA_USED_UP with the seconds to wait; success when all are allowed.
Result<void> judge(const std::vector<Limited>& limited);
HeaderFields limit_fields(const std::vector<Limited>& limited);

} // namespace elicense::access
