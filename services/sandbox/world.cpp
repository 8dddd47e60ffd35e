// SPDX-License-Identifier: Apache-2.0
#include "sandbox/world.hpp"

#include <nlohmann/json.hpp>

namespace elicense::sandbox {
namespace {

using nlohmann::ordered_json;

Residents residents_of(const std::vector<Issued>& licenses) {
  Residents residents;
  for (const Issued& one : licenses)
    if (one.persona != nullptr) residents.push_back({one.persona, one.license.holder});
  return residents;
}

// Whoever holds a license and can log in; else nobody.
ordered_json name_of_holder(const Residents& residents, const license::License& license) {
  for (const Resident& one : residents)
    if (license.is_held_by(one.holder)) return one.persona->name;
  return nullptr;
}

ordered_json personas_json(const Residents& residents) {
  ordered_json list = ordered_json::array();
  for (const Resident& one : residents)
    list.push_back({{"persona", one.persona->name},
                    {"name", one.holder.name},
                    {"code_type", one.holder.code_type},
                    {"code", one.holder.code},
                    {"answers", to_text(one.persona->answers)},
                    {"trouble", to_text(one.persona->trouble)}});
  return list;
}

ordered_json applications_json(const std::vector<Registered>& registered) {
  ordered_json list = ordered_json::array();
  for (const Registered& one : registered)
    list.push_back({{"application", one.application->name},
                    {"party", one.party},
                    {"key_id", one.key_id},
                    {"roles", one.application->roles},
                    {"scopes", one.application->scopes}});
  return list;
}

ordered_json licenses_json(const std::vector<Issued>& licenses, const Residents& residents) {
  ordered_json list = ordered_json::array();
  for (const Issued& one : licenses)
    list.push_back({{"persona", name_of_holder(residents, one.license)},
                    {"type", one.license.type_code},
                    {"type_name", one.license.type_name},
                    {"identifier", one.license.identifier},
                    {"number", one.license.number},
                    {"holder",
                     {{"name", one.license.holder.name},
                      {"code_type", one.license.holder.code_type},
                      {"code", one.license.holder.code}}}});
  return list;
}

Error unreadable(std::string detail) {
  return fail(ErrorKind::malformed, "SANDBOX_WORLD", std::move(detail));
}

// Throws nlohmann::json::exception where a member is missing or is no text.
Resident resident_of(const ordered_json& told) {
  return {find_persona(told.at("persona").get<std::string>()),
          {.name = told.at("name"), .code_type = told.at("code_type"), .code = told.at("code")}};
}

Result<Residents> read_residents(const ordered_json& description) {
  if (description.at("format") != world_format) return unreadable("format");
  Residents residents;
  for (const ordered_json& told : description.at("personas")) {
    residents.push_back(resident_of(told));
    if (residents.back().persona == nullptr) return unreadable("personas");
  }
  for (const Persona& persona : personas())
    if (find_resident(residents, persona.name) == nullptr) return unreadable(std::string(persona.name));
  return residents;
}

} // namespace

std::span<const Application> applications() {
  static constexpr Application all[] = {
      {"acceptance", "integrator", "license_type:* matter:*"},
      {"acceptance-by-duty", "integrator", "license_type:* matter:* legal_basis:*"},
      {"issuer", "issuer_clerk", "license_type:*"}};
  return all;
}

World World::of(const Parts& parts) {
  Residents residents = residents_of(parts.licenses);
  ordered_json description = {{"format", world_format},
                              {"made_on", parts.made_on},
                              {"operator", parts.operator_},
                              {"applications", applications_json(parts.applications)},
                              {"personas", personas_json(residents)},
                              {"licenses", licenses_json(parts.licenses, residents)}};
  return {std::move(residents), std::move(description)};
}

Result<World> World::read(std::string_view text) {
  auto description = ordered_json::parse(text, nullptr, false);
  if (description.is_discarded()) return unreadable("no JSON");
  try {
    auto residents = read_residents(description);
    if (!residents) return residents.error();
    return World(*std::move(residents), std::move(description));
  } catch (const nlohmann::json::exception& wrong) {
    return unreadable(wrong.what());
  }
}

} // namespace elicense::sandbox
