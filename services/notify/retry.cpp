// SPDX-License-Identifier: Apache-2.0
// Exponential backoff with jitter.
#include "notify/retry.hpp"

namespace elicense::notify {

namespace {

// 0 <= chance < 1, in 2^16 steps
double chance(const crypto::RandomSource& random) {
  const Bytes drawn = crypto::random_bytes(random, 2);
  return (drawn[0] * 256 + drawn[1]) / 65536.0;
}

} // namespace

std::chrono::seconds retry_delay(const RetryRules& rules, std::int64_t attempts,
                                 const crypto::RandomSource& random) {
  std::chrono::seconds step = rules.first;
  for (std::int64_t i = 1; i < attempts && step < rules.longest; ++i)
    step *= 4;
  step = std::min(step, rules.longest);
  return std::chrono::ceil<std::chrono::seconds>(step * (0.5 + chance(random) / 2));
}

bool must_pause(const RetryRules& rules, const Health& health, Time now) {
  return health.failures_in_row >= rules.pause_failures && health.failing_since &&
         now - *health.failing_since >= rules.pause_time;
}

} // namespace elicense::notify
