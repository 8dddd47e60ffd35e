// SPDX-License-Identifier: Apache-2.0
// What a sandbox offers to integrators (docs/sandbox.md).
#pragma once
#include "access/session.hpp"
#include "sandbox/faults.hpp"
#include <functional>
#include <nlohmann/json.hpp>

namespace elicense::api {

struct Sandbox {
  sandbox::Faults& faults;
  const nlohmann::ordered_json& world;
  // SANDBOX_PERSONA: nobody of this name; STORE_…
  std::function<Result<access::NewSession>(std::string_view persona)> log_in;
};

} // namespace elicense::api
