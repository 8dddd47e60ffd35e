// SPDX-License-Identifier: Apache-2.0
// A transition as the API shows it.
#pragma once
#include "api/call.hpp"
#include "api/context.hpp"
#include "license/history.hpp"

namespace elicense::api {

// Who asked and decided is left out where the caller sees licenses masked.
nlohmann::ordered_json transition_json(const license::Transition& transition, const Context& context,
                                       const Call& call);
license::Actor actor_of(const access::Caller& caller);

} // namespace elicense::api
