// SPDX-License-Identifier: Apache-2.0
// GET /v1/subscriptions and /v1/subscriptions/{id}
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/subscription_json.hpp"
#include "crypto/pem.hpp"

namespace elicense::api {

http::Response list_subscriptions(const Context& context, const Call& call) {
  const auto all = context.outbox.subscriptions();
  if (!all) return problem(call.request, all.error());
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const notify::Subscription& subscription : *all)
    if (subscription.owner == call.caller.tenant) list.push_back(subscription_json(subscription));
  const Bytes key = context.message_keys.public_key().spki();
  return json_answer(200,
                     {{"subscriptions", list}, {"sm2_public_key", crypto::write_pem("PUBLIC KEY", key)}});
}

http::Response get_subscription(const Context& context, const http::Request& request) {
  const auto subscription = context.outbox.find(request.parameters.at("id"));
  if (!subscription) return problem(request, subscription.error());
  return json_answer(200, subscription_json(*subscription));
}

} // namespace elicense::api
