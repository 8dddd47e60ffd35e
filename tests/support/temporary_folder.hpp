// SPDX-License-Identifier: Apache-2.0
// A folder of its own for one test, 0700, gone with the object.
#pragma once
#include <filesystem>

namespace elicense::test {

class TemporaryFolder {
 public:
  TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder();
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

} // namespace elicense::test
