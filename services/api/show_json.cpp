// SPDX-License-Identifier: Apache-2.0
#include "api/show_json.hpp"

#include "api/answer.hpp"
#include "license/mask.hpp"

namespace elicense::api {
namespace {

using Json = nlohmann::ordered_json;

std::int64_t seconds_until(Time end, Time now) {
  return std::max<std::int64_t>(0, (end - now).count());
}

Json license_json(const show::ShownLicense& license) {
  return {{"license", license.identifier}, {"type", license.type_code}, {"type_name", license.type_name}};
}

Json matter_json(const show::Matter& matter) {
  return {{"code", matter.code}, {"name", matter.name}};
}

Json standing_json(const show::Standing& standing) {
  if (standing.empty()) return nullptr;
  return {{"id", standing.mandate},
          {"kind", standing.kind},
          {"principal_name", standing.principal_name},
          {"agent_name", standing.agent_name}};
}

std::string name_of(access::Register& people, const std::string& party) {
  const auto found = people.party(party);
  return found ? found->name : std::string();
}

std::string authority_name(access::Register& people, const std::string& code) {
  const auto tenants = people.tenants();
  if (tenants)
    for (const access::Tenant& tenant : *tenants)
      if (tenant.code == code) return tenant.name;
  return code;
}

Json wanted_json(const std::vector<show::Wanted>& wanted) {
  Json list = Json::array();
  for (const show::Wanted& each : wanted)
    list.push_back({{"type", each.type_code},
                    {"type_name", each.type_name},
                    {"fields", each.fields ? Json(*each.fields) : Json(nullptr)}});
  return list;
}

Json requested_json(const std::vector<show::Requested>& requested) {
  Json list = Json::array();
  for (const show::Requested& each : requested) {
    Json json = license_json(each.license);
    json["fields"] = each.fields;
    json["decision"] = to_text(each.decision);
    list.push_back(std::move(json));
  }
  return list;
}

const char* state_of(const show::UseCode& code, Time now) {
  if (code.stopped_at) return "stopped";
  if (code.used >= code.uses) return "used_up";
  return now < code.expires_at ? "good" : "expired";
}

Json given_json(const std::vector<show::UseCode>& given, ScanReader reader, Time now) {
  Json list = Json::array();
  for (const show::UseCode& code : given) {
    Json json = license_json(code.license);
    json["fields"] = code.fields;
    json["uses"] = code.uses;
    json["used"] = code.used;
    json["state"] = state_of(code, now);
    json["expires_at"] = to_rfc3339(code.expires_at);
    if (reader == ScanReader::asker) json["use_code"] = code.code;
    list.push_back(std::move(json));
  }
  return list;
}

Json use_until(const show::Scan& scan, Time now) {
  if (!scan.given.empty()) return to_rfc3339(scan.given.front().expires_at);
  if (scan.state_at(now) != show::ScanState::waiting) return nullptr;
  return to_rfc3339(now + show::use_code_life);
}

bool is_masked_for(const license::Holder& person, const access::Caller& caller) {
  if (caller.holder.empty()) return false;
  return !is_same(person, {{}, caller.holder.code_type, caller.holder.code});
}

Json person_json(const license::Holder& person, const access::Caller& caller) {
  const bool hidden = is_masked_for(person, caller) && is_natural_person(person);
  return {{"name", person.name},
          {"code_type", person.code_type},
          {"code", hidden ? license::masked(person.code, license::Mask::code) : person.code}};
}

} // namespace

Json asker_json(const show::Asker& asker, access::Register& people) {
  return {{"name", name_of(people, asker.party)},
          {"authority", authority_name(people, asker.tenant)},
          {"operator", name_of(people, asker.operator_)}};
}

Json show_session_json(const show::Session& session, Time now) {
  Json licenses = nullptr;
  if (!session.mine) {
    licenses = Json::array();
    for (const show::ShownLicense& license : session.licenses)
      licenses.push_back(license_json(license));
  }
  const bool open = session.is_open_at(now);
  return {{"id", session.id},
          {"state", open ? "open" : "ended"},
          {"licenses", std::move(licenses)},
          {"for_matter", session.for_matter ? matter_json(*session.for_matter) : Json(nullptr)},
          {"mandate", standing_json(session.standing)},
          {"opened_at", to_rfc3339(session.opened_at)},
          {"ends_at", to_rfc3339(session.ended_at.value_or(session.ends_at))},
          {"ends_in", open ? seconds_until(session.ends_at, now) : 0}};
}

Json show_qr_json(std::string_view address) {
  const face::Qr qr = show::qr_of(address);
  return {{"version", qr.version()},
          {"level", "M"},
          {"svg", face::qr_svg(qr)},
          {"png", to_base64(face::qr_png(qr, show::qr_pixels).value())}};
}

Json show_code_json(const show::Code& code, const show::Addresses& addresses, Time now) {
  const std::string address = addresses.of(code.reference);
  return {{"reference", code.reference},
          {"url", address},
          {"spoken", code.spoken},
          {"expires_at", to_rfc3339(code.expires_at)},
          {"expires_in", seconds_until(code.expires_at, now)},
          {"refresh_in", show::show_refresh.count()},
          {"qr", show_qr_json(address)}};
}

ScanReader scan_reader(const access::Caller& caller) {
  return caller.holder.empty() ? ScanReader::asker : ScanReader::holder;
}

Json scan_json(const show::Scan& scan, ScanReader reader, const Context& context) {
  const Time now = context.clock();
  const auto state = scan.state_at(now);
  Json json = {{"id", scan.id},
               {"sequence", scan.sequence},
               {"state", to_text(state)},
               {"way", to_text(scan.way)},
               {"legal_basis", scan.way == show::Way::duty ? Json(scan.legal_basis) : Json(nullptr)},
               {"match", scan.match.empty() ? Json(nullptr) : Json(scan.match)},
               {"asked_by", asker_json(scan.asker, context.access.people)},
               {"matter", matter_json(scan.matter)},
               {"case", scan.matter_case},
               {"license_types", wanted_json(scan.wanted)},
               {"device", scan.asker.device},
               {"uses", scan.uses},
               {"mandate", standing_json(scan.standing)},
               {"fast_lane", scan.fast_lane},
               {"scanned_at", to_rfc3339(scan.scanned_at)},
               {"answer_until", to_rfc3339(scan.answer_until)},
               {"answer_in", state == show::ScanState::waiting ? seconds_until(scan.answer_until, now) : 0},
               {"decided_at", time_or_null(scan.decided_at)},
               {"use_until", use_until(scan, now)},
               {"given", given_json(scan.given, reader, now)}};
  if (reader == ScanReader::holder) json["requested"] = requested_json(scan.requested);
  return json;
}

Result<ShownSession> shown_session(const std::string& id, const Context& context) {
  const auto session = context.show.kept().session(id);
  if (!session) return session.error();
  const auto scans = context.show.kept().scans_of_session(id);
  if (!scans) return scans.error();
  Json list = Json::array();
  for (const show::Scan& scan : *scans)
    list.push_back(scan_json(scan, ScanReader::holder, context));
  const Time now = context.clock();
  return ShownSession{.json = {{"session", show_session_json(*session, now)}, {"scans", std::move(list)}},
                      .over = !session->is_open_at(now)};
}

Json mandate_json(const show::Mandate& mandate, const access::Caller& caller, const Context& context) {
  Json types = Json::array(), matters = Json::array();
  for (const std::string& code : mandate.type_codes) {
    const auto* const type = context.types.find(code);
    types.push_back({{"type", code}, {"type_name", type == nullptr ? Json(nullptr) : Json(type->name)}});
  }
  for (const show::Matter& matter : mandate.matters)
    matters.push_back(matter_json(matter));
  return {{"id", mandate.id},
          {"kind", to_text(mandate.kind)},
          {"state", to_text(mandate.state_at(context.clock()))},
          {"principal", person_json(mandate.principal, caller)},
          {"agent", person_json(mandate.agent, caller)},
          {"license_types", std::move(types)},
          {"matters", std::move(matters)},
          {"uses", mandate.uses},
          {"used", mandate.used},
          {"from", to_rfc3339(mandate.from)},
          {"until", to_rfc3339(mandate.until)},
          {"given_at", to_rfc3339(mandate.given_at)},
          {"revoked_at", time_or_null(mandate.revoked_at)}};
}

} // namespace elicense::api
