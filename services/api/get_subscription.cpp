// SPDX-License-Identifier: Apache-2.0
// GET /v1/subscriptions and /v1/subscriptions/{id}
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/subscription_json.hpp"
#include "crypto/key_id.hpp"
#include "crypto/pem.hpp"

namespace elicense::api {
namespace {

nlohmann::ordered_json sm2_key(ByteView spki) {
  return {{"kid", crypto::key_id_of(spki)}, {"public_key", crypto::write_pem("PUBLIC KEY", spki)}};
}

// The one that signs, then those before it while something signed with them may be on its way.
nlohmann::ordered_json sm2_keys(const notify::MessageKeys& keys, Time now) {
  nlohmann::ordered_json all = {sm2_key(keys.public_key().spki())};
  for (const notify::FormerKey& former : keys.former()) {
    if (former.until <= now) continue;
    all.push_back(sm2_key(former.spki));
    all.back()["until"] = to_rfc3339(former.until);
  }
  return all;
}

} // namespace

http::Response list_subscriptions(const Context& context, const Call& call) {
  const auto all = context.outbox.subscriptions();
  if (!all) return problem(call.request, all.error());
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const notify::Subscription& subscription : *all)
    if (subscription.owner == call.caller.tenant) list.push_back(subscription_json(subscription));
  const auto keys = sm2_keys(context.message_keys, context.clock());
  return json_answer(
      200, {{"subscriptions", list}, {"sm2_public_key", keys[0]["public_key"]}, {"sm2_keys", keys}});
}

http::Response get_subscription(const Context& context, const http::Request& request) {
  const auto subscription = context.outbox.find(request.parameters.at("id"));
  if (!subscription) return problem(request, subscription.error());
  return json_answer(200, subscription_json(*subscription));
}

} // namespace elicense::api
