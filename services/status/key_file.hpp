// SPDX-License-Identifier: Apache-2.0
// The keys of status lists as they are told to others, and read back by who checks lists offline.
#pragma once
#include "status/list_key.hpp"
#include <nlohmann/json.hpp>

namespace elicense::status {

inline constexpr std::size_t max_list_keys = 16;

nlohmann::ordered_json key_json(const PublicKey& key); // kid, alg, cose_alg, public_key (PEM)
// With those that were replaced and still believed; "until" says how long.
nlohmann::ordered_json keys_json(const PublicKey& key, const std::vector<FormerKey>& former, Time now);
// The answer of GET /v1/status-lists. STATUS_KEYS: no JSON, no keys, too many, or one that is not what it
// says
Result<std::vector<ListKey>> read_list_keys(std::string_view json);
Result<std::vector<std::string>> read_list_uris(std::string_view json); // of all lists. STATUS_KEYS

} // namespace elicense::status
