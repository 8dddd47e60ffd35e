// SPDX-License-Identifier: Apache-2.0
// POST /v1/licenses/{identifier}/transitions
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/idempotency_key.hpp"
#include "api/license_json.hpp"
#include "api/transition_json.hpp"
#include "json/strict_json.hpp"

#include <algorithm>
#include <set>

namespace elicense::api {
namespace {

using nlohmann::json;

bool is_list_of_texts(const json& value) {
  return value.is_array() && std::ranges::all_of(value, [](const json& each) { return each.is_string(); });
}

Result<void> check_members(const json& input) {
  static const std::set<std::string> texts = {"transition", "reason", "legal_basis", "effective_on"};
  if (!input.is_object()) return input_error("the body must be an object");
  for (const auto& [name, value] : input.items()) {
    const bool fits = texts.contains(name)                ? value.is_string()
                      : name == "data"                    ? value.is_object()
                      : name == "other_holder_code_types" ? is_list_of_texts(value)
                      : name == "revision"                ? value.is_number_unsigned()
                                                          : false;
    if (!fits) return input_error(name + " is no member, or not of its type");
  }
  return input.contains("transition") ? Result<void>() : Result<void>(input_error("transition is needed"));
}

Result<license::TransitionRequest> parse_transition_request(const Call& call, const std::string& identifier) {
  const auto key = idempotency_key(call.request);
  if (!key) return key.error();
  const auto input = parse_strict_json(as_text(call.request.body));
  if (!input) return input.error();
  if (auto good = check_members(*input); !good) return good.error();
  license::TransitionRequest request;
  request.idempotency_key = call.caller.party + "/" + *key; // each caller has its own
  request.license = identifier;
  request.name = (*input)["transition"];
  request.reason = input->value("reason", "");
  request.legal_basis = input->value("legal_basis", "");
  request.effective_on = input->value("effective_on", "");
  if (input->contains("revision")) request.revision = (*input)["revision"].get<std::int64_t>();
  if (input->contains("data")) request.data = (*input)["data"];
  if (input->contains("other_holder_code_types"))
    request.other_code_types = (*input)["other_holder_code_types"];
  return request;
}

} // namespace

// 202 while it waits for a second person.
http::Response ask_transition(const Context& context, const Call& call) {
  const auto license = license_of_route(context, call.request);
  if (!license) return problem(call.request, license.error());
  const auto request = parse_transition_request(call, license->identifier);
  if (!request) return problem(call.request, request.error());
  const auto transition = context.life.ask(*request, actor_of(call.caller));
  if (!transition) return problem(call.request, transition.error());
  if (!transition->successor.empty()) context.metrics.license_issued(license->type_code);
  const bool waits = transition->status == license::TransitionStatus::open;
  http::Response response = json_answer(waits ? 202 : 201, transition_json(*transition, context, call));
  const std::string next =
      transition->successor.empty() ? license->identifier + "/transitions" : transition->successor;
  response.headers.emplace_back("Location", "/v1/licenses/" + next);
  return response;
}

} // namespace elicense::api
