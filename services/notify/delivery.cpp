// SPDX-License-Identifier: Apache-2.0
// The id a receiver recognises a repetition by.
#include "notify/delivery.hpp"
#include "crypto/sm3.hpp"

namespace elicense::notify {

std::string_view to_text(DeliveryState state) {
  switch (state) {
  case DeliveryState::waiting:
    return "waiting";
  case DeliveryState::due:
    return "due";
  case DeliveryState::delivered:
    return "delivered";
  case DeliveryState::dead:
    return "dead";
  }
  return {};
}

std::string delivery_id(std::string_view subscription_id, std::string_view event_id) {
  constexpr std::size_t size = 16;
  const auto digest = crypto::sm3(as_bytes(std::string(subscription_id) + "\n" + std::string(event_id)));
  return "msg_" + to_hex(ByteView(digest).first(size));
}

} // namespace elicense::notify
