// SPDX-License-Identifier: Apache-2.0
// What lies on the disk of a sandbox: licenses in the register, applications with their keys and the world
// that tells of both, in FOLDER/sandbox.
#pragma once
#include "instance/instance.hpp"
#include "sandbox/world.hpp"

namespace elicense::cli {

// Made where it is missing, on an instance that nothing serves; else read. SANDBOX_PROFILE: not a development
// instance; SANDBOX_WORLD; and what making it refuses
Result<sandbox::World> furnished(const std::filesystem::path& folder);

} // namespace elicense::cli
