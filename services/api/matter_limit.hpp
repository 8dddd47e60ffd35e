// SPDX-License-Identifier: Apache-2.0
// Endpoints that are about one matter: what its authority may ask for it in a minute.
#pragma once
#include "api/answer.hpp"
#include "api/call.hpp"
#include "api/context.hpp"

namespace elicense::api {

// LIMIT_REACHED, or what is answered; either way with the fields of the limit.
http::Response within_matter_limit(const Context& context, const Call& call, const std::string& matter,
                                   const std::function<http::Response()>& answer);

} // namespace elicense::api
