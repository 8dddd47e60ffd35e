// SPDX-License-Identifier: Apache-2.0
// Names as the API and the store write them.
#include "notify/subscription.hpp"

namespace elicense::notify {

std::string_view to_text(Scheme scheme) {
  switch (scheme) {
  case Scheme::hmac_sm3:
    return "hmac-sm3";
  case Scheme::sm2:
    return "sm2";
  }
  return {};
}

std::optional<Scheme> scheme_from_text(std::string_view text) {
  for (const Scheme scheme : {Scheme::hmac_sm3, Scheme::sm2})
    if (to_text(scheme) == text) return scheme;
  return std::nullopt;
}

std::string_view to_text(SubscriptionState state) {
  switch (state) {
  case SubscriptionState::active:
    return "active";
  case SubscriptionState::paused:
    return "paused";
  }
  return {};
}

} // namespace elicense::notify
