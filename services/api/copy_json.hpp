// SPDX-License-Identifier: Apache-2.0
// A copy on paper as the API shows it.
#pragma once
#include "api/call.hpp"
#include "api/context.hpp"
#include "license/copies.hpp"

namespace elicense::api {

// Who made it is left out where the caller sees licenses masked.
nlohmann::ordered_json copy_list(const std::vector<license::Copy>& copies, const Context& context,
                                 const Call& call);

// The copy that the query names, such as copy=reprint-1; nothing when it names none. COPY_NOT_FOUND
Result<std::optional<license::Copy>> copy_of_query(const Context& context, const http::Request& request,
                                                   const std::string& identifier);

} // namespace elicense::api
