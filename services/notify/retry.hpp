// SPDX-License-Identifier: Apache-2.0
// When a failed delivery is tried again, when it is given up, and when a receiver is.
#pragma once
#include "crypto/random.hpp"
#include "notify/subscription.hpp"

namespace elicense::notify {

struct RetryRules {
  std::chrono::seconds first{5};          // after the first failure; then four times as long each time,
  std::chrono::seconds longest{43200};    // up to this: 12 hours
  std::int64_t attempts = 12;             // three to four days in all
  std::int64_t pause_failures = 20;       // a receiver that failed so often in a row,
  std::chrono::seconds pause_time{86400}; // and for so long, is paused
};

// Between the half and the whole of the step, by chance: receivers that failed together do not come back
// together. `attempts` were made.
std::chrono::seconds retry_delay(const RetryRules& rules, std::int64_t attempts,
                                 const crypto::RandomSource& random);

bool must_pause(const RetryRules& rules, const Health& health, Time now);

} // namespace elicense::notify
