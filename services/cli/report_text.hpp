// SPDX-License-Identifier: Apache-2.0
// A verification report for a person at a terminal.
#pragma once
#include "wording/wording.hpp"
#include <nlohmann/json.hpp>
#include <string>

namespace elicense::cli {

// `report` is verify::to_json's; the verdict first, then each signature, then what to do.
std::string report_text(const std::string& file, const nlohmann::ordered_json& report,
                        wording::Language language);

} // namespace elicense::cli
