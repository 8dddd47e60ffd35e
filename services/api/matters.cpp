// SPDX-License-Identifier: Apache-2.0
// GET /v1/matters, /v1/matters/{code}?version= and /v1/matters/{code}/versions: for everybody
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/matter_json.hpp"
#include "api/whole_number.hpp"

namespace elicense::api {
namespace {

using Json = nlohmann::ordered_json;

// The version that is asked for, or the one in force; null: there is none.
Result<const submission::Matter*> matter_of_route(const Context& context, const http::Request& request) {
  const std::string& code = request.parameters.at("code");
  const auto wanted = request.query_value("version");
  if (!wanted) return context.matters.find(code);
  const auto version = whole_number(*wanted);
  if (!version) return fail(ErrorKind::malformed, "REQUEST_FIELDS", "version must be a number");
  return context.matters.of(code, static_cast<int>(*version));
}

} // namespace

http::Response list_matters(const Context& context, const http::Request& request) {
  const auto authority = request.query_value("authority");
  Json list = Json::array();
  for (const submission::Matter* const matter : context.matters.all())
    if (!authority || *authority == matter->authority_code) list.push_back(matter_summary(*matter));
  return json_answer(200, {{"matters", list}});
}

http::Response get_matter(const Context& context, const http::Request& request) {
  const auto matter = matter_of_route(context, request);
  if (!matter) return problem(request, matter.error());
  if (*matter == nullptr) return problem(request, fail(ErrorKind::not_found, "MATTER_UNKNOWN"));
  Json body = matter_summary(**matter);
  body["withdrawn"] = context.matters.is_withdrawn((*matter)->code);
  body["items"] = submission::matter_json(**matter)["items"];
  return json_answer(200, body);
}

http::Response list_matter_versions(const Context& context, const http::Request& request) {
  const auto versions = context.matters.versions(request.parameters.at("code"));
  if (versions.empty()) return problem(request, fail(ErrorKind::not_found, "MATTER_UNKNOWN"));
  const submission::Matter* const in_force = context.matters.find(versions.back()->code);
  Json list = Json::array();
  for (const submission::Matter* const matter : versions)
    list.push_back({{"version", matter->version}, {"name", matter->name}, {"in_force", matter == in_force}});
  return json_answer(200, {{"code", versions.back()->code}, {"versions", list}});
}

} // namespace elicense::api
