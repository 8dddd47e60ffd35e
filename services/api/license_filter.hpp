// SPDX-License-Identifier: Apache-2.0
// By what licenses are looked for, read from a query or a body. What is personal (a number, a holder's code)
// goes into a body, never into an address.
#pragma once
#include "api/call.hpp"
#include "license/listing.hpp"

#include <map>

namespace elicense::api {

using FilterMembers = std::map<std::string, std::string, std::less<>>;

Result<FilterMembers> filter_members(const http::Request& request); // of the query; REQUEST_FIELDS
Result<FilterMembers> filter_members(const nlohmann::json& input);  // also what is personal
// Of the caller's authority, or one that a scope names, and of types within its scopes. REQUEST_FIELDS,
// ACCESS_SCOPE
Result<license::ListFilter> filter_of(const FilterMembers& members, const Call& call, Time now);

std::string cursor_text(const license::ListCursor& cursor); // as filter_of() reads it

} // namespace elicense::api
