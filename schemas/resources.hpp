// SPDX-License-Identifier: Apache-2.0
// The files of schemas/ and web/, embedded at build time, sorted by path.
#pragma once
#include <optional>
#include <span>
#include <string_view>

namespace elicense {

struct Resource {
  std::string_view path; // as in the source tree, "schemas/license-types/….json"
  std::string_view content;
};

std::span<const Resource> resources();

inline std::optional<std::string_view> find_resource(std::string_view path) {
  for (const Resource& resource : resources())
    if (resource.path == path) return resource.content;
  return std::nullopt;
}

} // namespace elicense
