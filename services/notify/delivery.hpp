// SPDX-License-Identifier: Apache-2.0
// One event on its way to one subscription. The deliveries of one object to one subscription form a line, of
// which only the head is due.
#pragma once
#include "notify/event.hpp"
#include "notify/subscription.hpp"

namespace elicense::notify {

enum class DeliveryState {
  waiting, // behind another one of its line
  due,     // the head: sent at due_at, and again until it succeeds or is given up
  delivered,
  dead, // given up: kept, and sent again only on request (replay)
};
std::string_view to_text(DeliveryState state);

// What the last attempt came to.
struct Outcome {
  std::string code;        // empty: delivered
  std::int64_t status = 0; // of HTTP, when there was an answer
};

struct Delivery {
  std::string id;                // the same whatever is repeated
  std::int64_t subscription = 0; // row of the store
  Event event;
  DeliveryState state = DeliveryState::due;
  std::int64_t attempts = 0; // made so far
  Time due_at{};
  std::optional<Time> last_attempt_at;
  Outcome last;
};

std::string delivery_id(std::string_view subscription_id, std::string_view event_id);

} // namespace elicense::notify
