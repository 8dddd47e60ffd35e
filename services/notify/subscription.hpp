// SPDX-License-Identifier: Apache-2.0
// Who wants to be told of what, where, and how well that goes.
#pragma once
#include "crypto/time.hpp"
#include <cstdint>
#include <optional>
#include <vector>

namespace elicense::notify {

enum class Scheme { hmac_sm3, sm2 }; // how what it is sent is signed
std::string_view to_text(Scheme scheme);
std::optional<Scheme> scheme_from_text(std::string_view text);

enum class SubscriptionState { active, paused }; // paused: events are kept for it, none is sent
std::string_view to_text(SubscriptionState state);

struct Health {
  std::optional<Time> last_success, failing_since; // since the first failure after the last success
  std::int64_t failures_in_row = 0;
};

struct Subscription {
  std::string id;
  std::string owner; // the authority whose it is, and whose events it tells
  std::string url;
  std::vector<std::string> kinds;
  Scheme scheme = Scheme::hmac_sm3;
  std::vector<std::uint8_t> sealed_secret; // of hmac_sm3
  Time created_at{};
  SubscriptionState state = SubscriptionState::active;
  std::string pause_reason; // a stable code
  Health health;
};

} // namespace elicense::notify
