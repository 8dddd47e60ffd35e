// SPDX-License-Identifier: Apache-2.0
// POST /v1/offline-sightings: a verifier that was offline tells which codes it saw, and learns which of them
// were seen elsewhere.
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "json/strict_json.hpp"

namespace elicense::api {
namespace {

using Json = nlohmann::ordered_json;

Error no_sightings(const char* what) {
  return fail(ErrorKind::malformed, "OFFLINE_SIGHTINGS", what);
}

bool is_id(const nlohmann::json& one, const char* name, std::size_t size) {
  if (!one.contains(name) || !one[name].is_string()) return false;
  const std::string text = one[name];
  return text.size() == 2 * size && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

Result<show::Sighting> parse_sighting(const nlohmann::json& one) {
  if (!one.is_object() || one.size() != 3 || !is_id(one, "code", show::code_id_size) ||
      !is_id(one, "ticket", show::ticket_id_size) || !one.contains("seen_at") || !one["seen_at"].is_string())
    return no_sightings("each must be {\"code\": …, \"ticket\": …, \"seen_at\": …}");
  const auto time = from_rfc3339(one["seen_at"].get_ref<const std::string&>());
  if (!time) return no_sightings("seen_at");
  return show::Sighting{one["code"], one["ticket"], *time};
}

Result<std::vector<show::Sighting>> parse_sightings(const http::Request& request) {
  const auto input = parse_strict_json(as_text(request.body));
  if (!input) return input.error();
  if (!input->is_object() || input->size() != 1 || !input->contains("sightings") ||
      !(*input)["sightings"].is_array())
    return no_sightings("the body must be {\"sightings\": […]}");
  std::vector<show::Sighting> sightings;
  for (const auto& one : (*input)["sightings"]) {
    auto sighting = parse_sighting(one);
    if (!sighting) return sighting.error();
    sightings.push_back(*std::move(sighting));
  }
  return sightings;
}

Json result_json(const show::Sighting& sighting, const show::ReconciledSighting& result) {
  Json elsewhere = Json::array();
  for (const Time time : result.seen_elsewhere)
    elsewhere.push_back(to_rfc3339(time));
  return {{"code", sighting.code}, {"result", to_text(result.result)}, {"seen_elsewhere", elsewhere}};
}

} // namespace

http::Response report_offline_sightings(const Context& context, const Call& call) {
  const auto sightings = parse_sightings(call.request);
  if (!sightings) return problem(call.request, sightings.error());
  const auto results = context.offline.reconcile(call.caller.party, *sightings);
  if (!results) return problem(call.request, results.error());
  Json list = Json::array();
  for (std::size_t i = 0; i < results->size(); ++i)
    list.push_back(result_json((*sightings)[i], (*results)[i]));
  return json_answer(200, {{"results", list}});
}

} // namespace elicense::api
