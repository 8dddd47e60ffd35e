// SPDX-License-Identifier: Apache-2.0
// What requests about showing have in common.
#pragma once
#include "api/call.hpp"
#include "api/context.hpp"

namespace elicense::api {

// An object with no members but these. JSON_…, REQUEST_FIELDS
Result<nlohmann::json> show_input(const http::Request& request, const std::vector<std::string_view>& members);

// Nothing: not what they have to be.
std::optional<std::vector<std::string>> texts_of(const nlohmann::json& list, std::size_t most); // not empty
std::optional<show::Matter> matter_of(const nlohmann::json& matter);
std::optional<std::vector<show::Matter>> matters_of(const nlohmann::json& list);
std::optional<license::Holder> person_of(const nlohmann::json& person); // name, code_type, code
// code_type and code alone, of a kind that is known
std::optional<license::Holder> coded_person_of(const nlohmann::json& person);
bool is_text_member(const nlohmann::json& object, std::string_view name);

} // namespace elicense::api
