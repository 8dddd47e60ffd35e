// SPDX-License-Identifier: Apache-2.0
// Submissions as the API shows them, the same to counter and holder.
#pragma once
#include "api/call.hpp"
#include "api/context.hpp"

namespace elicense::api {

nlohmann::ordered_json submission_json(const Context& context, const http::Request& request,
                                       const submission::Submission& submission);
// As it is answered to who handed it in: with data and verification of what was given.
nlohmann::ordered_json answered_json(const Context& context, const http::Request& request,
                                     const submission::Answered& answered);

} // namespace elicense::api
