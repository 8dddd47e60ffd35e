// SPDX-License-Identifier: Apache-2.0
// What is of the whole instance, such as license types and matters: who belongs to another authority has no
// say.
#pragma once
#include "api/call.hpp"
#include "api/context.hpp"

namespace elicense::api {

Result<void> check_own(const Context& context, const Call& call); // ACCESS_DENIED
Result<bool> is_dry_run(const http::Request& request);            // ?dry_run=; REQUEST_FIELDS
Result<std::int64_t> number_of(const Context& context, const Call& call,
                               const license::ProposalKind& kind); // {number}; ACCESS_DENIED, not_found

} // namespace elicense::api
