// SPDX-License-Identifier: Apache-2.0
// Parties, keys and proposals as the API takes and shows them.
#pragma once
#include "access/administration.hpp"
#include "http/message.hpp"
#include <nlohmann/json.hpp>

namespace elicense::api {

nlohmann::ordered_json party_json(const access::Party& party);
nlohmann::ordered_json proposal_json(const access::RoleProposal& proposal);
nlohmann::ordered_json credential_json(const access::Credential& credential);
// The same with an HMAC secret: shown once, when it is made.
nlohmann::ordered_json new_credential_json(const access::Credential& credential);
nlohmann::ordered_json admitted_json(const access::Admitted& admitted);

// The request's body as an object with the known members only. REQUEST_FIELDS, JSON_…
Result<nlohmann::json> object_of(const http::Request& request, std::initializer_list<const char*> known);
Result<std::string> text_of(const nlohmann::json& object, const char* name); // empty when absent
Result<access::Role> role_of(const nlohmann::json& object);                  // "role"
Result<access::NewParty> new_party(const nlohmann::json& object, std::string tenant);
Result<access::Credential> credential_of(const nlohmann::json& object,
                                         Time now); // {"kind", "key"}; REQUEST_FIELDS, KEY_REFUSED

} // namespace elicense::api
