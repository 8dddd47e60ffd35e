// SPDX-License-Identifier: Apache-2.0
// The type files of the source tree as they are written, for tests that go through all of them.
#pragma once
#include "schemas/resources.hpp"
#include "tests/support/licensed_documents.hpp"

namespace elicense::test {

inline std::vector<nlohmann::json> embedded_type_files() {
  std::vector<nlohmann::json> files;
  for (const Resource& resource : resources())
    if (resource.path.starts_with("schemas/license-types/"))
      files.push_back(nlohmann::json::parse(resource.content));
  return files;
}

inline nlohmann::json embedded_type_file(std::string_view name) {
  return nlohmann::json::parse(find_resource("schemas/license-types/" + std::string(name) + ".json").value());
}

} // namespace elicense::test
