// SPDX-License-Identifier: Apache-2.0
// Never the secret.
#include "api/subscription_json.hpp"
#include "api/answer.hpp"

namespace elicense::api {

nlohmann::ordered_json subscription_json(const notify::Subscription& subscription) {
  const std::string self = "/v1/subscriptions/" + subscription.id;
  return {{"id", subscription.id},
          {"url", subscription.url},
          {"events", subscription.kinds},
          {"signature", notify::to_text(subscription.scheme)},
          {"created_at", to_rfc3339(subscription.created_at)},
          {"state", notify::to_text(subscription.state)},
          {"pause_reason", text_or_null(subscription.pause_reason)},
          {"health",
           {{"last_success", time_or_null(subscription.health.last_success)},
            {"failing_since", time_or_null(subscription.health.failing_since)},
            {"failures_in_row", subscription.health.failures_in_row}}},
          {"links", {{"self", self}, {"deliveries", self + "/deliveries"}}}};
}

nlohmann::ordered_json delivery_json(const notify::Delivery& delivery) {
  using notify::DeliveryState;
  return {{"id", delivery.id},
          {"event",
           {{"id", delivery.event.id},
            {"type", delivery.event.kind},
            {"timestamp", to_rfc3339(delivery.event.at)},
            {"object", delivery.event.object},
            {"sequence", delivery.event.object_sequence}}},
          {"state", notify::to_text(delivery.state)},
          {"attempts", delivery.attempts},
          {"next_attempt_at", delivery.state == DeliveryState::due
                                  ? nlohmann::ordered_json(to_rfc3339(delivery.due_at))
                                  : nlohmann::ordered_json(nullptr)},
          {"last_attempt_at", time_or_null(delivery.last_attempt_at)},
          {"last_status", delivery.last.status},
          {"last_code", text_or_null(delivery.last.code)}};
}

} // namespace elicense::api
