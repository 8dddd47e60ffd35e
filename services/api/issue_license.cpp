// SPDX-License-Identifier: Apache-2.0
// POST /v1/licenses
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/idempotency_key.hpp"
#include "api/license_json.hpp"
#include "api/transition_json.hpp"
#include "json/strict_json.hpp"

#include <set>

namespace elicense::api {
namespace {

// Optional text member; anything but a string is refused.
Result<std::string> text_member(const nlohmann::json& input, const char* name) {
  if (!input.contains(name)) return std::string{};
  if (!input[name].is_string()) return input_error(std::string(name) + " must be a string");
  return input[name].get<std::string>();
}

// Optional list of texts.
Result<std::vector<std::string>> texts_member(const nlohmann::json& input, const char* name) {
  std::vector<std::string> texts;
  if (!input.contains(name)) return texts;
  if (!input[name].is_array()) return input_error(std::string(name) + " must be a list of strings");
  for (const auto& each : input[name]) {
    if (!each.is_string()) return input_error(std::string(name) + " must be a list of strings");
    texts.push_back(each);
  }
  return texts;
}

struct IssueInput {
  license::IssueRequest request;
  std::string transferred_from; // the identifier at another authority; or nothing
};

Result<IssueInput> parse_issue_input(const http::Request& request) {
  static const std::set<std::string> known = {
      "license_type", "data", "holder_code_type", "issued_on", "transferred_from", "other_holder_code_types"};
  auto key = idempotency_key(request);
  if (!key) return key.error();
  auto input = parse_strict_json(as_text(request.body));
  if (!input) return input.error();
  if (!input->is_object()) return input_error("the body must be an object");
  for (const auto& [name, value] : input->items())
    if (!known.contains(name)) return input_error("unknown member " + name);
  auto type = text_member(*input, "license_type");
  auto holder_code_type = text_member(*input, "holder_code_type");
  auto issued_on = text_member(*input, "issued_on");
  auto transferred_from = text_member(*input, "transferred_from");
  for (const auto* member : {&type, &holder_code_type, &issued_on, &transferred_from})
    if (!*member) return member->error();
  auto others = texts_member(*input, "other_holder_code_types");
  if (!others) return others.error();
  if (type->empty()) return input_error("license_type is needed");
  if (!input->contains("data") || !(*input)["data"].is_object()) return input_error("data must be an object");
  return IssueInput{.request = {.idempotency_key = *std::move(key),
                                .type_code = *std::move(type),
                                .data = (*input)["data"],
                                .holder_code_type = *std::move(holder_code_type),
                                .issued_on = *std::move(issued_on),
                                .other_code_types = *std::move(others)},
                    .transferred_from = *std::move(transferred_from)};
}

Result<license::License> issue(const Context& context, const Call& call, const IssueInput& input) {
  if (input.transferred_from.empty()) return context.issuer.issue(input.request);
  return context.life.take_over(input.request, input.transferred_from, actor_of(call.caller));
}

} // namespace

http::Response issue_license(const Context& context, const Call& call) {
  const http::Request& request = call.request;
  auto input = parse_issue_input(request);
  if (!input) return problem(request, input.error());
  if (!call.caller.scopes.allow(access::ScopeKind::license_type, input->request.type_code))
    return problem(request,
                   fail(ErrorKind::forbidden, "ACCESS_SCOPE", "license_type:" + input->request.type_code));
  input->request.idempotency_key =
      call.caller.party + "/" + input->request.idempotency_key; // each caller has its own
  auto issued = issue(context, call, *input);
  if (!issued) return problem(request, issued.error());
  context.metrics.license_issued(issued->type_code);
  http::Response response = json_answer(201, license_json(*issued, license::View::full(), context));
  response.headers.emplace_back("Location", "/v1/licenses/" + issued->identifier);
  return response;
}

} // namespace elicense::api
