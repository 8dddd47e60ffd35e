// SPDX-License-Identifier: Apache-2.0
// Query, search, file, address and metadata of a license. Each is a reading of the license itself, with the
// purpose that was said: an annotated copy takes its holder's consent (docs/submission.md).
#include "api/answer.hpp"
#include "facade/sharing.hpp"

namespace elicense::facade {
namespace {

Result<Question> about_license(const api::Call& call, std::string_view endpoint) {
  const auto data = sharing_data(call.request);
  if (!data) return data.error();
  const std::string identifier = identifier_in(*data);
  if (identifier.empty()) return fail(ErrorKind::malformed, "FACADE_FIELDS", "zzbs, certIdentifier");
  if (!first_text(*data, {"jzjyxqjzsj", "expiryTime", "certificateCopyExpiringTime"}).empty())
    return fail(ErrorKind::unsupported, "FACADE_COPY_END");
  return Question{
      .endpoint = endpoint, .parameters = {{"identifier", identifier}}, .purpose = purpose_in(*data)};
}

http::Response ask_license(const api::Context& context, const api::Call& call, std::string_view endpoint) {
  const auto question = about_license(call, endpoint);
  return question ? ask(context, call, *question) : api::problem(call.request, question.error());
}

bool wants_picture(const api::Call& call) {
  const auto data = sharing_data(call.request);
  return data && text_member(*data, "fileType") == "png";
}

std::string identifier_of(const api::Call& call) {
  return identifier_in(*sharing_data(call.request));
}

} // namespace

http::Response sharing_query(const api::Context& context, const api::Call& call, Family family) {
  http::Response found = ask_license(context, call, "get_license");
  if (!succeeded(found)) return found;
  return api::json_answer(200, {{"data", {{"certData", record_of(json_of(found), family)}}}});
}

http::Response sharing_search(const api::Context& context, const api::Call& call, Family family) {
  const auto data = sharing_data(call.request);
  if (!data) return api::problem(call.request, data.error());
  Json filter = Json::object();
  const auto add = [&](const char* name, std::string text) {
    if (!text.empty()) filter[name] = std::move(text);
  };
  add("type", first_text(*data, {"zzlxdm", "certTypeCode"}));
  add("number", first_text(*data, {"zzbh", "certNo"}));
  add("holder_code", first_text(*data, {"czztdm", "holderCode"}));
  add("holder_code_type", first_text(*data, {"czztdmlxdm", "holderTypeCode"}));
  if (filter.empty())
    return api::problem(call.request, fail(ErrorKind::malformed, "FACADE_FIELDS", "czztdm, holderCode"));
  Question question = question_of("search_licenses", filter);
  question.purpose = purpose_in(*data);
  http::Response found = ask(context, call, question);
  if (!succeeded(found)) return found;
  Json records = Json::array();
  const Json licenses = json_of(found)["licenses"];
  for (const Json& license : licenses)
    records.push_back(record_of(license, family));
  return api::json_answer(200, {{"data", {{"certData", std::move(records)}}}});
}

http::Response sharing_file(const api::Context& context, const api::Call& call) {
  http::Response file =
      ask_license(context, call, wants_picture(call) ? "get_license_face_png" : "get_license_document");
  if (!succeeded(file)) return file;
  const std::string identifier = identifier_of(call);
  return api::json_answer(200, {{"data",
                                 {{"contentType", "base64"},
                                  {"content", to_base64(file.body)},
                                  {"certIdentifier", identifier},
                                  {"zzbs", identifier}}}});
}

// Opens nothing by itself: who fetches it has to prove who it is.
http::Response sharing_address(const api::Context& context, const api::Call& call) {
  http::Response found = ask_license(context, call, "get_license");
  if (!succeeded(found)) return found;
  const std::string identifier = identifier_of(call);
  const std::string path = json_of(found)["links"]["document"];
  return api::json_answer(200, {{"data",
                                 {{"contentType", "https"},
                                  {"content", context.facades.public_url + path},
                                  {"certIdentifier", identifier},
                                  {"zzbs", identifier}}}});
}

http::Response sharing_metadata(const api::Context& context, const api::Call& call) {
  http::Response found = ask_license(context, call, "get_license_metadata_json");
  if (!succeeded(found)) return found;
  return api::json_answer(200, {{"data", json_of(found)}});
}

http::Response sharing_face_fields(const api::Context& context, const api::Call& call) {
  const auto data = sharing_data(call.request);
  if (!data) return api::problem(call.request, data.error());
  const std::string code = text_member(*data, "certTypeCode");
  if (code.empty())
    return api::problem(call.request, fail(ErrorKind::malformed, "FACADE_FIELDS", "certTypeCode"));
  http::Response found = ask(context, call, {.endpoint = "get_license_type", .parameters = {{"code", code}}});
  if (!succeeded(found)) return found;
  const Json type = json_of(found);
  Json fields = Json::array();
  for (const auto& [name, schema] : type["schema"]["properties"].items())
    fields.push_back({{"name", name}, {"title", schema.value("title", name)}});
  return api::json_answer(
      200,
      {{"data", {{"certTypeCode", type["code"]}, {"certTypeName", type["name"]}, {"certRemark", fields}}}});
}

} // namespace elicense::facade
