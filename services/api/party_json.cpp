// SPDX-License-Identifier: Apache-2.0
#include "api/party_json.hpp"

#include "json/strict_json.hpp"

#include <algorithm>

namespace elicense::api {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

Error wrong(std::string what) {
  return fail(ErrorKind::malformed, "REQUEST_FIELDS", std::move(what));
}

std::vector<std::string> words(const access::Roles& roles) {
  std::vector<std::string> texts;
  for (const access::Role role : roles)
    texts.emplace_back(to_text(role));
  return texts;
}

Result<access::Roles> roles_of(const json& object) {
  access::Roles roles;
  if (!object.contains("roles")) return roles;
  if (!object["roles"].is_array()) return wrong("roles must be a list");
  for (const json& item : object["roles"]) {
    const auto role = item.is_string() ? access::role_from_text(item.get<std::string>()) : std::nullopt;
    if (!role) return wrong("an unknown role");
    roles.insert(*role);
  }
  return roles;
}

} // namespace

ordered_json party_json(const access::Party& party) {
  return {{"id", party.id},
          {"kind", to_text(party.kind)},
          {"tenant", party.tenant},
          {"name", party.name},
          {"disabled", party.disabled},
          {"roles", words(party.roles)},
          {"scopes", party.scopes.text()},
          {"created_at", to_rfc3339(party.created_at)}};
}

ordered_json proposal_json(const access::RoleProposal& proposal) {
  return {{"id", proposal.id},
          {"party", proposal.party},
          {"role", to_text(proposal.role)},
          {"grant", proposal.grant},
          {"proposed_by", proposal.proposed_by},
          {"proposed_at", to_rfc3339(proposal.proposed_at)}};
}

ordered_json credential_json(const access::Credential& credential) {
  return {{"key_id", credential.key_id},
          {"kind", to_text(credential.kind)},
          {"not_before", to_rfc3339(credential.not_before)},
          {"not_after", to_rfc3339(credential.not_after)}};
}

ordered_json new_credential_json(const access::Credential& credential) {
  ordered_json shown = credential_json(credential);
  if (credential.kind == access::KeyKind::hmac_sm3) shown["secret"] = to_base64(credential.material.view());
  return shown;
}

ordered_json admitted_json(const access::Admitted& admitted) {
  ordered_json proposals = ordered_json::array();
  for (const access::RoleProposal& proposal : admitted.proposals)
    proposals.push_back(proposal_json(proposal));
  return {{"party", party_json(admitted.party)},
          {"credential", new_credential_json(admitted.credential)},
          {"role_proposals", proposals}};
}

Result<json> object_of(const http::Request& request, std::initializer_list<const char*> known) {
  auto object = parse_strict_json(as_text(request.body));
  if (!object) return object.error();
  if (!object->is_object()) return wrong("the body must be an object");
  for (const auto& [name, value] : object->items())
    if (std::ranges::find(known, name) == known.end()) return wrong("unknown member " + name);
  return object;
}

Result<std::string> text_of(const json& object, const char* name) {
  if (!object.contains(name)) return std::string();
  if (!object[name].is_string()) return wrong(std::string(name) + " must be a string");
  return object[name].get<std::string>();
}

Result<access::Role> role_of(const json& object) {
  const auto text = text_of(object, "role");
  if (!text) return text.error();
  const auto role = access::role_from_text(*text);
  if (!role) return wrong("an unknown role");
  return *role;
}

Result<access::NewParty> new_party(const json& object, std::string tenant) {
  const auto kind = text_of(object, "kind"), name = text_of(object, "name"),
             subject = text_of(object, "subject"), scopes_text = text_of(object, "scopes");
  for (const auto* member : {&kind, &name, &subject, &scopes_text})
    if (!*member) return member->error();
  const auto party_kind = access::party_kind_from_text(*kind);
  if (!party_kind) return wrong("kind is client or operator");
  auto roles = roles_of(object);
  if (!roles) return roles.error();
  auto scopes = access::Scopes::parse(*scopes_text);
  if (!scopes) return scopes.error();
  return access::NewParty{.kind = *party_kind,
                          .tenant = std::move(tenant),
                          .name = *name,
                          .subject = *subject,
                          .roles = *std::move(roles),
                          .scopes = *std::move(scopes)};
}

Result<access::Credential> credential_of(const json& object, Time now) {
  if (!object.contains("credential") || !object["credential"].is_object())
    return wrong("credential must be an object");
  const json& credential = object["credential"];
  for (const auto& [name, value] : credential.items())
    if (name != "kind" && name != "key") return wrong("unknown member credential." + name);
  const auto kind = text_of(credential, "kind"), key = text_of(credential, "key");
  if (!kind) return kind.error();
  if (!key) return key.error();
  const auto key_kind = access::key_kind_from_text(*kind);
  if (!key_kind) return wrong("credential.kind is hmac-sm3, sm2-sm3 or certificate");
  return access::new_credential(*key_kind, *key, now, crypto::system_random);
}

} // namespace elicense::api
