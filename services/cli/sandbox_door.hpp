// SPDX-License-Identifier: Apache-2.0
// The door of a sandbox: every answer says that it is one, and some come late or are refused, as was switched
// on.
#pragma once
#include "http/router.hpp"
#include "http/server.hpp"
#include "sandbox/faults.hpp"

namespace elicense::cli {

inline constexpr std::string_view sandbox_field = "Elicense-Sandbox"; // "1"

// Faults spare /v1/sandbox, what is quick and pages: what was switched on can be switched off. `faults` has
// to outlive it.
http::Router sandbox_router(const http::Router& inner, const sandbox::Faults& faults,
                            std::chrono::milliseconds delay = sandbox::slow_answer);
http::Refusal sandbox_refusal(http::Refusal inner);

} // namespace elicense::cli
