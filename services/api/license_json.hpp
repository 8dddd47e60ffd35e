// SPDX-License-Identifier: Apache-2.0
// A license as the API shows it.
#pragma once
#include "api/context.hpp"
#include "http/message.hpp"

namespace elicense::api {

nlohmann::ordered_json license_json(const license::License& license, const Context& context);

// What a caller with a mask does not see: the holder's name and code, and business data no field scope names.
void mask(nlohmann::ordered_json& shown, const access::Caller& caller);

// The license the route's {identifier} names. IDENTIFIER_MALFORMED, IDENTIFIER_CHECK, LICENSE_NOT_FOUND
Result<license::License> license_of_route(const Context& context, const http::Request& request);

} // namespace elicense::api
