// SPDX-License-Identifier: Apache-2.0
// POST /license-app/v1/license/holder (网上申办用证) and …/license/entrust (委托用证): from what a holder or
// an agent shows to an auth_code for each license.
#include "api/answer.hpp"
#include "facade/auth_code.hpp"
#include "facade/license_app.hpp"
#include "facade/scanned.hpp"
#include "facade/use_list.hpp"
#include "json/strict_json.hpp"

namespace elicense::facade {
namespace {

struct Input {
  ServiceItem of;
  ScanWish wish;
};

// The operator is the account that logged in: whom `operator` in a body names nobody proved.
Result<Input> input_of(const api::Context& context, const api::Call& call, const nlohmann::json& body) {
  const auto of = service_item_of(context.matters, text_member(body, "service_item_code"));
  if (!of) return of.error();
  return Input{*of,
               {.code = text_member(body, "credential"),
                .matter = {.code = of->matter->code, .name = text_member(body, "service_item_name")},
                .matter_case = text_member(body, "biz_num"),
                .wanted = wanted_of(*of->item, call),
                .operator_ = license_app_operator(context, call.request),
                .device = std::string(license_app_device)}};
}

Result<nlohmann::json> body_with(const api::Call& call, std::initializer_list<std::string_view> needed) {
  auto body = parse_strict_json(as_text(call.request.body));
  if (!body) return body;
  for (const std::string_view name : needed)
    if (text_member(*body, name).empty())
      return fail(ErrorKind::malformed, "FACADE_FIELDS", std::string(name));
  return body;
}

Json record_of(const Json& given, const Input& input) {
  const AuthCode code{.use_code = given["use_code"],
                      .matter = input.of.matter->code,
                      .item = input.of.item->code,
                      .matter_case = input.wish.matter_case,
                      .type_code = given["type"]};
  return {{"license_code", given["license"]},      {"name", given["type_name"]},
          {"license_item_code", given["type"]},    {"license_status", "ISSUED"},
          {"biz_num", input.wish.matter_case},     {"auth_code", to_text(code)},
          {"auth_code_until", given["expires_at"]}};
}

http::Response granted(const Json& scan, const Input& input) {
  Json records = Json::array(), codes = Json::array();
  for (const Json& given : scan["given"]) {
    records.push_back(record_of(given, input));
    codes.push_back(records.back()["auth_code"]);
  }
  return api::json_answer(200, {{"total_count", codes.size()}, {"auth_codes", codes}, {"data", records}});
}

http::Response grant(const api::Context& context, const api::Call& call, bool entrusted) {
  const auto body = body_with(call, {"service_item_code", "credential"});
  if (!body) return api::problem(call.request, body.error());
  const auto input = input_of(context, call, *body);
  if (!input) return api::problem(call.request, input.error());
  const Scanned answer = scanned(context, call, input->wish);
  if (answer.scan.is_null()) return answer.refusal;
  if (entrusted && answer.scan["mandate"].is_null())
    return api::problem(call.request, fail(ErrorKind::conflict, "FACADE_NOT_ENTRUSTED"));
  return granted(answer.scan, *input);
}

// A citizen number by its check digit; any other number is that of an organization.
Json person_of(const std::string& number) {
  return {{"code_type", license::check_citizen_number(number) ? "111" : "001"}, {"code", number}};
}

} // namespace

// Where a client names no case its request_id is one. The clause that gives the power is checked as the scope
// of the matter; in words it is the matter's name unless the client says it.
http::Response license_app_auth(const api::Context& context, const api::Call& call) {
  const auto body = body_with(call, {"identity_number", "service_item_code", "service_item_name"});
  if (!body) return api::problem(call.request, body.error());
  auto input = input_of(context, call, *body);
  if (!input) return api::problem(call.request, input.error());
  ScanWish& wish = input->wish;
  if (wish.matter_case.empty()) wish.matter_case = text_member(*body, "request_id");
  const std::string basis = text_member(*body, "legal_basis");
  const http::Response asked = ask(
      context, call,
      question_of("request_use_codes", {{"way", "duty"},
                                        {"holder", person_of(text_member(*body, "identity_number"))},
                                        {"matter", {{"code", wish.matter.code}, {"name", wish.matter.name}}},
                                        {"item", input->of.item->code},
                                        {"case", wish.matter_case},
                                        {"license_types", wish.wanted},
                                        {"operator", wish.operator_},
                                        {"device", wish.device},
                                        {"legal_basis", basis.empty() ? wish.matter.name : basis}}));
  return succeeded(asked) ? granted(json_of(asked), *input) : asked;
}

http::Response license_app_holder(const api::Context& context, const api::Call& call) {
  return grant(context, call, false);
}

http::Response license_app_entrust(const api::Context& context, const api::Call& call) {
  return grant(context, call, true);
}

} // namespace elicense::facade
