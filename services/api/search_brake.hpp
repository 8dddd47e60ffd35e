// SPDX-License-Identifier: Apache-2.0
// The harvest brake (docs/access.md) for endpoints that look for something by what the body says.
#pragma once
#include "api/call.hpp"
#include "api/context.hpp"

namespace elicense::api {

Result<void> may_search(const Context& context, const Call& call); // what the brake refuses
// Whether what the caller looked for was there; `purpose`: what it said it was for, if anything.
void note_search(const Context& context, const Call& call, const crypto::Sm3Digest& subject, bool found,
                 std::optional<std::string_view> purpose = {});

} // namespace elicense::api
