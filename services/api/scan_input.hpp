// SPDX-License-Identifier: Apache-2.0
// What requests for use-codes have in common, with a scan (POST /v1/scans) and without (POST /v1/use-codes).
#pragma once
#include "api/call.hpp"
#include "api/context.hpp"

namespace elicense::api {

// Matter, case, license types, uses, operator and device, within the caller's scopes. `malformed`, when they
// are not what they have to be; IDEMPOTENCY_KEY_…, SHOW_OPERATOR_UNKNOWN, SHOW_MATTER_FORBIDDEN,
// SHOW_TYPE_FORBIDDEN
Result<show::ScanRequest> scan_request(const Context& context, const Call& call, const nlohmann::json& input,
                                       const Error& malformed);

} // namespace elicense::api
