// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/show_json.hpp"

#include "store/sqlite/license_rows.hpp"

namespace elicense::store {
namespace {

using nlohmann::json;

json license_json(const show::ShownLicense& license) {
  return {{"id", license.identifier}, {"type", license.type_code}, {"type_name", license.type_name}};
}

show::ShownLicense license_from(const json& license) {
  return {
      .identifier = license.at("id"), .type_code = license.at("type"), .type_name = license.at("type_name")};
}

json matter_json(const show::Matter& matter) {
  return {{"code", matter.code}, {"name", matter.name}};
}

show::Matter matter_from(const json& matter) {
  return {.code = matter.at("code"), .name = matter.at("name")};
}

json standing_json(const show::Standing& standing) {
  return {{"mandate", standing.mandate},
          {"kind", standing.kind},
          {"principal", standing.principal_name},
          {"agent", standing.agent_name}};
}

show::Standing standing_from(const json& standing) {
  return {.mandate = standing.at("mandate"),
          .kind = standing.at("kind"),
          .principal_name = standing.at("principal"),
          .agent_name = standing.at("agent")};
}

json wanted_json(const show::Wanted& wanted) {
  return {{"type", wanted.type_code},
          {"type_name", wanted.type_name},
          {"fields", wanted.fields ? json(*wanted.fields) : json(nullptr)}};
}

show::Wanted wanted_from(const json& wanted) {
  show::Wanted read{
      .type_code = wanted.at("type"), .type_name = wanted.at("type_name"), .fields = std::nullopt};
  if (!wanted.at("fields").is_null()) read.fields = wanted.at("fields").get<std::vector<std::string>>();
  return read;
}

json requested_json(const show::Requested& requested) {
  return {{"license", license_json(requested.license)},
          {"fields", requested.fields},
          {"decision", show::to_text(requested.decision)}};
}

show::Requested requested_from(const json& requested) {
  return {.license = license_from(requested.at("license")),
          .fields = requested.at("fields"),
          .decision = show::decision_from_text(requested.at("decision").get<std::string>()).value()};
}

template <class Value, class Make> json list_of(const std::vector<Value>& values, const Make& make) {
  json list = json::array();
  for (const Value& value : values)
    list.push_back(make(value));
  return list;
}

template <class Value, class Read> std::vector<Value> values_of(const json& list, const Read& read) {
  std::vector<Value> values;
  for (const json& value : list)
    values.push_back(read(value));
  return values;
}

} // namespace

json holder_json(const license::Holder& holder) {
  return {{"name", holder.name}, {"code_type", holder.code_type}, {"code", holder.code}};
}

license::Holder holder_from_json(const json& holder) {
  return {.name = holder.at("name"), .code_type = holder.at("code_type"), .code = holder.at("code")};
}

json asker_json(const show::Asker& asker) {
  return {{"party", asker.party},
          {"tenant", asker.tenant},
          {"operator", asker.operator_},
          {"device", asker.device}};
}

show::Asker asker_from_json(const json& asker) {
  return {.party = asker.at("party"),
          .tenant = asker.at("tenant"),
          .operator_ = asker.at("operator"),
          .device = asker.at("device")};
}

json session_json(const show::Session& session) {
  return {{"holder", holder_json(session.holder)},
          {"shower", holder_json(session.shower)},
          {"standing", standing_json(session.standing)},
          {"mine", session.mine},
          {"licenses", list_of(session.licenses, license_json)},
          {"for_matter", session.for_matter ? matter_json(*session.for_matter) : json(nullptr)},
          {"opened_at", seconds(session.opened_at)},
          {"ends_at", seconds(session.ends_at)}};
}

show::Session session_from_json(const json& json) {
  show::Session session;
  session.holder = holder_from_json(json.at("holder"));
  session.shower = holder_from_json(json.at("shower"));
  session.standing = standing_from(json.at("standing"));
  session.mine = json.at("mine");
  session.licenses = values_of<show::ShownLicense>(json.at("licenses"), license_from);
  if (!json.at("for_matter").is_null()) session.for_matter = matter_from(json.at("for_matter"));
  session.opened_at = time_of(json.at("opened_at"));
  session.ends_at = time_of(json.at("ends_at"));
  return session;
}

json scan_json(const show::Scan& scan, std::string_view key, std::string_view request) {
  return {{"id", scan.id},
          {"way", show::to_text(scan.way)},
          {"legal_basis", scan.legal_basis},
          {"session", scan.session},
          {"holder", holder_json(scan.holder)},
          {"shower", holder_json(scan.shower)},
          {"standing", standing_json(scan.standing)},
          {"asker", asker_json(scan.asker)},
          {"matter", matter_json(scan.matter)},
          {"item", scan.item ? matter_json(*scan.item) : json(nullptr)},
          {"case", scan.matter_case},
          {"wanted", list_of(scan.wanted, wanted_json)},
          {"uses", scan.uses},
          {"match", scan.match},
          {"fast_lane", scan.fast_lane},
          {"scanned_at", seconds(scan.scanned_at)},
          {"answer_until", seconds(scan.answer_until)},
          {"state", show::to_text(scan.registered_state)},
          {"decided_at", scan.decided_at ? json(seconds(*scan.decided_at)) : json(nullptr)},
          {"wrong_matches", scan.wrong_matches},
          {"requested", list_of(scan.requested, requested_json)},
          {"key", key},
          {"request", request}};
}

show::Scan scan_from_json(const json& json) {
  show::Scan scan;
  scan.id = json.at("id");
  scan.way = show::way_from_text(json.value("way", "holder")).value(); // rows from before have none
  scan.legal_basis = json.value("legal_basis", "");
  scan.session = json.at("session");
  scan.holder = holder_from_json(json.at("holder"));
  scan.shower = holder_from_json(json.at("shower"));
  scan.standing = standing_from(json.at("standing"));
  scan.asker = asker_from_json(json.at("asker"));
  scan.matter = matter_from(json.at("matter"));
  if (json.contains("item") && !json["item"].is_null()) scan.item = matter_from(json["item"]);
  scan.matter_case = json.at("case");
  scan.wanted = values_of<show::Wanted>(json.at("wanted"), wanted_from);
  scan.uses = json.at("uses");
  scan.match = json.at("match");
  scan.fast_lane = json.at("fast_lane");
  scan.scanned_at = time_of(json.at("scanned_at"));
  scan.answer_until = time_of(json.at("answer_until"));
  scan.registered_state = show::scan_state_from_text(json.at("state").get<std::string>()).value();
  if (!json.at("decided_at").is_null()) scan.decided_at = time_of(json.at("decided_at"));
  scan.wrong_matches = json.at("wrong_matches");
  scan.requested = values_of<show::Requested>(json.at("requested"), requested_from);
  return scan;
}

json use_code_json(const show::UseCode& code) {
  return {{"code", code.code},
          {"license", license_json(code.license)},
          {"fields", code.fields},
          {"uses", code.uses},
          {"expires_at", seconds(code.expires_at)}};
}

show::UseCode use_code_from_json(const json& json) {
  return {.code = json.at("code"),
          .license = license_from(json.at("license")),
          .fields = json.at("fields"),
          .uses = json.at("uses"),
          .used = 0,
          .expires_at = time_of(json.at("expires_at")),
          .stopped_at = std::nullopt};
}

json mandate_json(const show::Mandate& mandate, std::string_view key, std::string_view request,
                  std::string_view paper) {
  return {{"id", mandate.id},
          {"status_number", mandate.status_number},
          {"kind", show::to_text(mandate.kind)},
          {"principal", holder_json(mandate.principal)},
          {"agent", holder_json(mandate.agent)},
          {"types", mandate.type_codes},
          {"matters", list_of(mandate.matters, matter_json)},
          {"uses", mandate.uses},
          {"from", seconds(mandate.from)},
          {"until", seconds(mandate.until)},
          {"given_at", seconds(mandate.given_at)},
          {"tenant", mandate.tenant},
          {"by", mandate.recorded_by},
          {"proof", mandate.proof},
          {"key", key},
          {"request", request},
          {"paper", paper}};
}

show::Mandate mandate_from_json(const json& json) {
  show::Mandate mandate;
  mandate.id = json.at("id");
  mandate.kind = show::mandate_kind_from_text(json.at("kind").get<std::string>()).value();
  mandate.principal = holder_from_json(json.at("principal"));
  mandate.agent = holder_from_json(json.at("agent"));
  mandate.type_codes = json.at("types").get<std::vector<std::string>>();
  mandate.matters = values_of<show::Matter>(json.at("matters"), matter_from);
  mandate.uses = json.at("uses");
  mandate.from = time_of(json.at("from"));
  mandate.until = time_of(json.at("until"));
  mandate.given_at = time_of(json.at("given_at"));
  mandate.tenant = json.at("tenant");
  mandate.recorded_by = json.at("by");
  mandate.proof = json.at("proof");
  return mandate;
}

} // namespace elicense::store
