// SPDX-License-Identifier: Apache-2.0
// A license as the API shows it.
#pragma once
#include "api/call.hpp"
#include "api/context.hpp"

namespace elicense::api {

nlohmann::ordered_json license_json(const license::License& license, const license::View& view,
                                    const Context& context);

// The license the route's {identifier} names. IDENTIFIER_MALFORMED, IDENTIFIER_CHECK, LICENSE_NOT_FOUND,
// LICENSE_ERASED
Result<license::License> license_of_route(const Context& context, const http::Request& request);
// The same, recorded for its holder as read whole before anything of it is shown. Also STORE_…,
// READING_REASON
Result<license::License> read_license_of_route(const Context& context, const Call& call,
                                               std::string_view what);

} // namespace elicense::api
