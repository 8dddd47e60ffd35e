// SPDX-License-Identifier: Apache-2.0
// GET /license-app/v1/license/get_license, …/token and …/archive: one submission for each auth_code. Asked
// again, or for another of the three, it is the same one: an auth_code is good for one use.
#include "api/answer.hpp"
#include "facade/auth_code.hpp"
#include "facade/license_app.hpp"
#include "facade/use_list.hpp"

#include <algorithm>

namespace elicense::facade {
namespace {

struct Used {
  AuthCode code;
  Json submission, material; // the one that the license was given for
  http::Response refusal;    // when `submission` is null
};

Used refused(const api::Call& call, const Error& error) {
  return {{}, nullptr, nullptr, api::problem(call.request, error)};
}

// Why nothing was given is told as the core told it.
Error reason_of(const Json& submission) {
  const Json& reason = submission["materials"][0]["reason"];
  return fail(ErrorKind::conflict, reason["code"], reason["detail"]);
}

Used submit(const api::Context& context, const api::Call& call, const AuthCode& code) {
  const auto of = service_item_of(context.matters, code.matter + ":" + code.item);
  if (!of) return refused(call, of.error());
  http::Response response =
      ask(context, call,
          question_of("make_submission", {{"authorization", {code.use_code}},
                                          {"matter", code.matter},
                                          {"item", code.item},
                                          {"case", code.matter_case},
                                          {"materials", materials_of(*of->item, code.type_code)},
                                          {"operator", license_app_operator(context, call.request)},
                                          {"device", license_app_device}}));
  if (!succeeded(response)) return {{}, nullptr, nullptr, std::move(response)};
  Json submission = json_of(response);
  for (const Json& material : submission["materials"])
    if (material["state"] == "given") return {code, submission, material, {}};
  return refused(call, reason_of(submission));
}

Used use(const api::Context& context, const api::Call& call) {
  const auto text = auth_code_of(context, call.request);
  if (!text) return refused(call, text.error());
  const auto code = read_auth_code(*text);
  return code ? submit(context, call, *code) : refused(call, code.error());
}

Json field_of(const Json& fields, std::string_view name) {
  for (const Json& field : fields)
    if (field["name"] == name) return field["value"];
  return nullptr;
}

std::string data_fields(const Json& fields) {
  Json data = Json::object();
  for (const Json& field : fields)
    data[field["name"].get<std::string>()] = field["value"];
  return data.dump();
}

// What the holder agreed to and the matter asks for: whatever else the platform's record has is null.
Json record_of(const Used& used) {
  const Json &source = used.material["data"]["source"], &fields = used.material["data"]["fields"];
  return {{"license_code", source["license"]},
          {"name", source["type_name"]},
          {"license_item_code", used.material["type"]},
          {"id_code", field_of(fields, license::number_field)},
          {"holder_name", field_of(fields, license::holder_name_field)},
          {"holder_identity_num", field_of(fields, license::holder_code_field)},
          {"issue_org_name", source["issuer"]},
          {"issue_org_code", source["issuer_code"]},
          {"issue_date", source["issued_on"]},
          {"license_status", "ISSUED"},
          {"biz_num", used.code.matter_case},
          {"data_fields", data_fields(fields)},
          {"auth_code", to_text(used.code)}};
}

std::string place_of(const Used& used) {
  return std::to_string(used.material["number"].get<int>());
}

} // namespace

http::Response license_app_license(const api::Context& context, const api::Call& call) {
  const Used used = use(context, call);
  if (used.submission.is_null()) return used.refusal;
  if (used.material["data"].is_null()) // it was given once, and its use-code is over
    return api::problem(call.request, fail(ErrorKind::conflict, "USE_CODE_ENDED"));
  return api::json_answer(200, {{"data", record_of(used)}});
}

http::Response license_app_token(const api::Context& context, const api::Call& call) {
  const Used used = use(context, call);
  if (used.submission.is_null()) return used.refusal;
  const std::string address = used.material["copy"]["png"];
  return api::json_answer(
      200, {{"data",
             {{"license_access_token", used.submission["number"].get<std::string>() + "-" + place_of(used)},
              {"address", context.facades.public_url + address},
              {"expires_at", used.material["copy"]["expires_at"]}}}});
}

http::Response license_app_archive(const api::Context& context, const api::Call& call) {
  const Used used = use(context, call);
  if (used.submission.is_null()) return used.refusal;
  const std::string form = call.request.query_value("form").value_or("ofd");
  http::Response copy = ask(context, call,
                            {.endpoint = "get_submission_document",
                             .parameters = {{"id", used.submission["id"]}, {"number", place_of(used)}},
                             .query = {{"form", form}}});
  if (!succeeded(copy)) return copy;
  const std::string name = used.submission["number"].get<std::string>() + "-" + place_of(used) + "." + form;
  return api::json_answer(200, {{"data", {{"file_name", name}, {"file_data", to_base64(copy.body)}}}});
}

} // namespace elicense::facade
