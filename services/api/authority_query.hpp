// SPDX-License-Identifier: Apache-2.0
// Of which authority somebody asks for lists, and which of its types may be seen in them.
#pragma once
#include "api/call.hpp"

namespace elicense::api {

// ?authority=, or `given`; the caller's own when empty. ACCESS_SCOPE for one that does not count as own
Result<std::string> authority_of(const Call& call, std::string given);
bool sees_type(const Call& call, std::string_view type_code); // an auditor all, others within their scopes

} // namespace elicense::api
