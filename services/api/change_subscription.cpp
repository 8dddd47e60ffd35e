// SPDX-License-Identifier: Apache-2.0
// POST /v1/subscriptions/{id}/pause, /resume, /test and /replay
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/subscription_json.hpp"
#include "json/strict_json.hpp"

namespace elicense::api {
namespace {

http::Response change_state(const Context& context, const http::Request& request,
                            notify::SubscriptionState state) {
  const auto changed = context.outbox.set_state(request.parameters.at("id"), state, "");
  if (!changed) return problem(request, changed.error());
  return get_subscription(context, request);
}

Result<Time> time_to_replay_from(const http::Request& request) {
  const auto input = parse_strict_json(as_text(request.body));
  if (!input) return input.error();
  if (!input->is_object() || input->size() != 1 || !input->contains("from") || !(*input)["from"].is_string())
    return fail(ErrorKind::malformed, "REQUEST_FIELDS", "the body must be an object with from, a time");
  return from_rfc3339((*input)["from"].get<std::string>());
}

} // namespace

http::Response pause_subscription(const Context& context, const http::Request& request) {
  return change_state(context, request, notify::SubscriptionState::paused);
}

http::Response resume_subscription(const Context& context, const http::Request& request) {
  return change_state(context, request, notify::SubscriptionState::active);
}

http::Response test_subscription(const Context& context, const http::Request& request) {
  const auto delivery = context.outbox.add_test(request.parameters.at("id"), context.clock());
  if (!delivery) return problem(request, delivery.error());
  return json_answer(202, {{"delivery", *delivery}});
}

http::Response replay_subscription(const Context& context, const http::Request& request) {
  const auto from = time_to_replay_from(request);
  if (!from) return problem(request, from.error());
  const auto count = context.outbox.replay_from(request.parameters.at("id"), *from, context.clock());
  if (!count) return problem(request, count.error());
  return json_answer(202, {{"deliveries", *count}});
}

} // namespace elicense::api
