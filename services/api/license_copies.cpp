// SPDX-License-Identifier: Apache-2.0
// POST and GET /v1/licenses/{identifier}/copies: duplicates (副本) and reprints (补打) on paper.
#include "api/answer.hpp"
#include "api/copy_json.hpp"
#include "api/endpoints.hpp"
#include "api/idempotency_key.hpp"
#include "api/license_json.hpp"
#include "json/strict_json.hpp"

#include <algorithm>

namespace elicense::api {
namespace {

using license::CopyKind;

Error copy_input_error() {
  return input_error(
      "the body must be {\"kind\": \"duplicate\" or \"reprint\", \"purpose\": …, \"count\": …}");
}

bool is_known(const nlohmann::json& input) {
  const auto fits = [](const auto& member) {
    if (member.key() == "count") return member.value().is_number_unsigned();
    return (member.key() == "kind" || member.key() == "purpose") && member.value().is_string();
  };
  if (!input.is_object() || !input.contains("kind") || !input.contains("purpose")) return false;
  for (auto member = input.begin(); member != input.end(); ++member)
    if (!fits(member)) return false;
  return true;
}

Result<license::CopyRequest> parse_copy_request(const Call& call, const std::string& identifier) {
  const auto key = idempotency_key(call.request);
  if (!key) return key.error();
  const auto input = parse_strict_json(as_text(call.request.body));
  if (!input) return input.error();
  if (!is_known(*input)) return copy_input_error();
  const auto kind = license::copy_kind_from_text((*input)["kind"].get<std::string>());
  if (!kind) return copy_input_error();
  return license::CopyRequest{.idempotency_key = call.caller.party + "/" + *key, // each caller has its own
                              .license = identifier,
                              .kind = *kind,
                              .count = input->value("count", std::size_t{1}),
                              .purpose = (*input)["purpose"],
                              .made_by = call.caller.party};
}

std::int64_t last_number(const std::vector<license::Copy>& copies, CopyKind kind, std::int64_t before) {
  for (const license::Copy& copy : copies)
    if (copy.kind == kind) before = std::max(before, copy.number);
  return before;
}

} // namespace

http::Response make_license_copies(const Context& context, const Call& call) {
  const auto license = license_of_route(context, call.request);
  if (!license) return problem(call.request, license.error());
  const auto request = parse_copy_request(call, license->identifier);
  if (!request) return problem(call.request, request.error());
  const auto copies = context.copies.make(*request);
  if (!copies) return problem(call.request, copies.error());
  http::Response response = json_answer(201, {{"copies", copy_list(*copies, context, call)}});
  response.headers.emplace_back("Location", "/v1/licenses/" + license->identifier + "/copies");
  return response;
}

http::Response get_license_copies(const Context& context, const Call& call) {
  const auto license = license_of_route(context, call.request);
  if (!license) return problem(call.request, license.error());
  const auto copies = context.licenses.copies(license->identifier);
  if (!copies) return problem(call.request, copies.error());
  const std::int64_t own = license::own_duplicate_number(context.types.of(*license));
  return json_answer(200, {{"license", license->identifier},
                           {"masked", call.decision == access::Decision::mask},
                           {"own_duplicate_number", own > 0 ? nlohmann::ordered_json(own) : nullptr},
                           {"duplicates", last_number(*copies, CopyKind::duplicate, own)},
                           {"reprints", last_number(*copies, CopyKind::reprint, 0)},
                           {"copies", copy_list(*copies, context, call)}});
}

} // namespace elicense::api
