// SPDX-License-Identifier: Apache-2.0
// How a license looks in JSON, and how a route finds one.
#include "api/license_json.hpp"

#include "api/answer.hpp"
#include "license/identifier.hpp"

namespace elicense::api {
namespace {

using Json = nlohmann::ordered_json;

Json holder_json(const license::Holder& holder) {
  return {{"name", text_or_null(holder.name)},
          {"code_type", holder.code_type},
          {"code", text_or_null(holder.code)}};
}

Json holders_json(const license::License& license) {
  Json list = Json::array();
  for (const license::Holder& holder : license.holders())
    list.push_back(holder_json(holder));
  return list;
}

// What was decided and is not in force yet.
nlohmann::ordered_json waiting_json(const license::License& license, Time now) {
  if (!license.waits_at(now)) return nullptr;
  const license::StateChange& change = license.changes.back();
  return {{"state", license::to_text(change.to)}, {"from", to_rfc3339(change.since)}};
}

} // namespace

nlohmann::ordered_json license_json(const license::License& whole, const license::View& view,
                                    const Context& context) {
  const license::License license = view.of(whole, context.types.of(whole));
  const Time now = context.clock();
  const license::State state = license.state_at(now);
  const std::string self = "/v1/licenses/" + license.identifier;
  return {
      {"identifier", license.identifier},
      {"license_type",
       {{"code", license.type_code},
        {"name", license.type_name},
        {"version", std::max(license.type_version, 1)}}},
      {"number", text_or_null(license.number)},
      {"issuer", {{"code", license.issuer_code}, {"name", license.issuer_name}}},
      {"holder", holder_json(license.holder)},
      {"holders", holders_json(license)},
      {"data", license.data},
      {"masked", view.masks(whole)},
      {"issued_on", license.issued_on},
      {"issued_at", to_rfc3339(license.issued_at)},
      {"valid_from", text_or_null(license.valid_from)},
      {"valid_until", text_or_null(license.valid_until)},
      {"state", license::to_text(state)},
      {"state_name", license::in_chinese(state)},
      {"waiting", waiting_json(license, now)},
      {"revision", license.revision},
      {"predecessor", text_or_null(license.predecessor)},
      {"successor", text_or_null(license.successor)},
      {"as_of", to_rfc3339(now)},
      {"document_sm3", to_hex(license.document_digest)},
      {"verification_url", context.verification_url + license.reference},
      {"links",
       {{"document", self + "/document"},
        {"png", self + "/face.png"},
        {"svg", self + "/face.svg"},
        {"pdf", self + "/face.pdf"},
        {"metadata_xml", self + "/metadata.xml"},
        {"metadata_json", self + "/metadata.json"},
        {"copies", self + "/copies"},
        {"transitions", self + "/transitions"}}},
  };
}

Result<license::License> license_of_route(const Context& context, const http::Request& request) {
  const std::string& text = request.parameters.at("identifier");
  if (auto identifier = license::Identifier::parse(text); !identifier) return identifier.error();
  return context.licenses.find(text);
}

Result<license::License> read_license_of_route(const Context& context, const Call& call,
                                               std::string_view what) {
  auto license = license_of_route(context, call.request);
  if (!license) return license;
  const auto reader = reader_of(call);
  if (!reader) return reader.error();
  const auto recorded = context.disclosure.record(*license, license::View::full(), what, *reader);
  if (!recorded) return recorded.error();
  return license;
}

} // namespace elicense::api
