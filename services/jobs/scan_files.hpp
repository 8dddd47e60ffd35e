// SPDX-License-Identifier: Apache-2.0
// Scans that rows of a file name: from a folder of the machine, or as they were sent. PDF is drawn here.
#pragma once
#include "jobs/register.hpp"
#include "license/issue.hpp"

namespace elicense::jobs {

bool scan_exists(const std::string& folder, const std::string& name); // a plain name only

// What stands for the name of a file in addresses and in the register, which hold no names.
std::string scan_key(std::string_view name);

class ScanFiles {
 public:
  ScanFiles(Register& jobs, const Job& job) : jobs_(jobs), job_(job) {}
  Result<bool> exists(const std::string& name) const;
  // SCAN_MISSING, SCAN_LIMIT, PDF_…, PROGRAM_MISSING
  Result<std::vector<license::Scan>> read(const std::vector<std::string>& names) const;

 private:
  Result<Bytes> content(const std::string& name) const;
  Register& jobs_;
  const Job& job_;
};

} // namespace elicense::jobs
