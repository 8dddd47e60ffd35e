// SPDX-License-Identifier: Apache-2.0
// Verifying data and files: POST /v1/verifications, its answer as the outcome codes.
#include "api/answer.hpp"
#include "facade/sharing.hpp"

#include <algorithm>

namespace elicense::facade {
namespace {

// Names of the two families for what is no business data, and members that are no claims.
constexpr std::pair<std::string_view, std::string_view> claims[] = {
    {"zzbh", license::number_field},        {"certNo", license::number_field},
    {"czzt", license::holder_name_field},   {"holder", license::holder_name_field},
    {"czztdm", license::holder_code_field}, {"holderCode", license::holder_code_field}};
constexpr std::string_view no_claims[] = {"zzbs",     "zzlxdm",         "czztdmlxdm",     "dzzzsymd",
                                          "jzjzzz",   "jzjyxqjzsj",     "certIdentifier", "certTypeCode",
                                          "useCause", "cert_identifier"};

// In CertShare they stand in `certData`, and number and holder have to be among them.
Result<const nlohmann::json*> claimed_in(const nlohmann::json& data) {
  if (!data.contains("certData")) return &data;
  const nlohmann::json& claimed = data["certData"];
  for (const char* const name : {"certNo", "holderCode", "holder"})
    if (text_member(claimed, name).empty()) return fail(ErrorKind::malformed, "FACADE_FIELDS", name);
  return &claimed;
}

Json fields_of(const nlohmann::json& claimed) {
  Json fields = Json::object();
  for (const auto& [name, value] : claimed.items()) {
    if (std::ranges::find(no_claims, std::string_view(name)) != std::end(no_claims)) continue;
    const auto* const known = std::ranges::find(claims, std::string_view(name),
                                                &std::pair<std::string_view, std::string_view>::first);
    fields[known == std::end(claims) ? name : std::string(known->second)] = value;
  }
  return fields;
}

// Without an identifier: the license of this type and number, for who may search. Nothing: there is none, or
// not one; then `refusal` says why it could not be asked, if so.
std::string searched(const api::Context& context, const api::Call& call, const nlohmann::json& data,
                     const nlohmann::json& claimed, http::Response& refusal) {
  Question question = question_of("search_licenses", {{"type", first_text(data, {"zzlxdm", "certTypeCode"})},
                                                      {"number", first_text(claimed, {"zzbh", "certNo"})}});
  question.purpose = purpose_in(data);
  refusal = ask(context, call, question);
  if (!succeeded(refusal)) return {};
  const Json found = json_of(refusal)["licenses"];
  return found.size() == 1 ? found[0]["identifier"].get<std::string>() : std::string();
}

http::Response outcome(int status, const std::string& message, const Json& more) {
  Json data = {{"status", status}, {"message", message}};
  data.update(more);
  return api::json_answer(200, {{"data", std::move(data)}});
}

bool is_good(const Json& signature) {
  return std::ranges::all_of(std::initializer_list<const char*>{"integrity", "cryptography", "trust"},
                             [&](const char* group) { return signature[group]["result"] == "passed"; });
}

// 0 passed, 1 a signature does not pass, 2 anything else of the file.
http::Response judged(const api::Call& call, const Json& report) {
  const Json more = {{"verdict", report["verdict"]}, {"cause", report["cause"]}};
  if (report["verdict"] == "trusted") return outcome(0, "文件验证通过", more);
  if (report["verdict"] == "undetermined")
    return api::problem(call.request, fail(ErrorKind::unavailable, "FACADE_UNDETERMINED", report["cause"]));
  const bool signatures = std::ranges::all_of(report["signatures"], is_good);
  return signatures ? outcome(2, "文件校验失败", more) : outcome(1, "文件签章校验失败", more);
}

} // namespace

http::Response sharing_verify_data(const api::Context& context, const api::Call& call) {
  const auto data = sharing_data(call.request);
  if (!data) return api::problem(call.request, data.error());
  const auto claimed = claimed_in(*data);
  if (!claimed) return api::problem(call.request, claimed.error());
  std::string identifier = identifier_in(*data);
  http::Response refusal;
  if (identifier.empty()) identifier = searched(context, call, *data, **claimed, refusal);
  if (!succeeded(refusal)) return refusal;
  Question question =
      question_of("verify_document", {{"identifier", identifier}, {"fields", fields_of(**claimed)}});
  question.purpose = purpose_in(*data);
  http::Response answer = ask(context, call, question);
  if (!succeeded(answer)) return answer;
  const Json told = json_of(answer);
  return outcome(told["outcome"], told["text"],
                 {{"code", told["code"]}, {"wrongFields", told["wrong_fields"]}});
}

http::Response sharing_verify_file(const api::Context& context, const api::Call& call) {
  const auto data = sharing_data(call.request);
  if (!data) return api::problem(call.request, data.error());
  auto document = from_base64(text_member(*data, "content"));
  if (!document || document->empty())
    return api::problem(call.request, fail(ErrorKind::malformed, "FACADE_FIELDS", "content"));
  http::Response answer =
      ask(context, call,
          {.endpoint = "verify_document", .content_type = "application/ofd", .body = *std::move(document)});
  return succeeded(answer) ? judged(call, json_of(answer)) : answer;
}

} // namespace elicense::facade
