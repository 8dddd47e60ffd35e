// SPDX-License-Identifier: Apache-2.0
// POST /v1/subscriptions
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/idempotency_key.hpp"
#include "api/subscription_json.hpp"
#include "json/strict_json.hpp"
#include <set>

namespace elicense::api {
namespace {

Result<std::vector<std::string>> event_kinds_of(const nlohmann::json& input) {
  std::vector<std::string> kinds;
  if (!input.contains("events") || !input["events"].is_array())
    return input_error("events must be an array of strings");
  for (const auto& kind : input["events"]) {
    if (!kind.is_string()) return input_error("events must be an array of strings");
    kinds.push_back(kind.get<std::string>());
  }
  return kinds;
}

Result<notify::Scheme> scheme_of(const nlohmann::json& input) {
  if (!input.contains("signature")) return notify::Scheme::hmac_sm3;
  const auto scheme = input["signature"].is_string()
                          ? notify::scheme_from_text(input["signature"].get<std::string>())
                          : std::nullopt;
  if (!scheme) return input_error("signature must be \"hmac-sm3\" or \"sm2\"");
  return *scheme;
}

Result<notify::Wish> parse_wish(const Call& call) {
  const http::Request& request = call.request;
  static const std::set<std::string> known = {"url", "events", "signature"};
  auto key = idempotency_key(request);
  if (!key) return key.error();
  const auto input = parse_strict_json(as_text(request.body));
  if (!input) return input.error();
  if (!input->is_object()) return input_error("the body must be an object");
  for (const auto& [name, value] : input->items())
    if (!known.contains(name)) return input_error("unknown member " + name);
  if (!input->contains("url") || !(*input)["url"].is_string()) return input_error("url must be a string");
  auto kinds = event_kinds_of(*input);
  if (!kinds) return kinds.error();
  const auto scheme = scheme_of(*input);
  if (!scheme) return scheme.error();
  return notify::Wish{.owner = call.caller.tenant,
                      .idempotency_key = *std::move(key),
                      .request_digest = crypto::sm3(request.body),
                      .url = (*input)["url"],
                      .kinds = *std::move(kinds),
                      .scheme = *scheme};
}

} // namespace

http::Response create_subscription(const Context& context, const Call& call) {
  const http::Request& request = call.request;
  const auto wish = parse_wish(call);
  if (!wish) return problem(request, wish.error());
  const auto made = context.subscriber.subscribe(*wish);
  if (!made) return problem(request, made.error());
  auto body = subscription_json(made->subscription);
  if (made->secret) body["secret"] = *made->secret;
  http::Response response = json_answer(201, body);
  response.headers.emplace_back("Location", "/v1/subscriptions/" + made->subscription.id);
  return response;
}

} // namespace elicense::api
