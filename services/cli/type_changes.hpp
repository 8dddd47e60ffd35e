// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "cli/commands.hpp"

namespace elicense::cli {

void add_type_changes(CLI::App& types, Run& run); // below "elicense types"

} // namespace elicense::cli
