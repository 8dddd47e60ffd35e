// SPDX-License-Identifier: Apache-2.0
// Scanned files beside an import, in one folder of the machine.
#pragma once
#include "license/issue.hpp"

namespace elicense::jobs {

// `name` is a plain file name; without a folder there is none.
bool scan_exists(const std::string& folder, const std::string& name);
// SCAN_MISSING, SCAN_LIMIT
Result<std::vector<license::Scan>> read_scans(const std::string& folder,
                                              const std::vector<std::string>& names);

} // namespace elicense::jobs
