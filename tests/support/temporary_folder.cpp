// SPDX-License-Identifier: Apache-2.0
// Made by mkdtemp.
#include "tests/support/temporary_folder.hpp"
#include <cstdlib>
#include <stdexcept>
#include <string>

namespace elicense::test {

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "elicense-test-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

} // namespace elicense::test
