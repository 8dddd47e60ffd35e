// SPDX-License-Identifier: Apache-2.0
// Who stands at the counter: a person in office who logged in, or one whom a system names.
#pragma once
#include "api/call.hpp"
#include "api/context.hpp"

namespace elicense::api {

// By the members "operator" and "device" of the body. SHOW_OPERATOR_UNKNOWN: no registered window clerk of
// the caller's authority
Result<show::Asker> asker_of(const Context& context, const Call& call);

} // namespace elicense::api
