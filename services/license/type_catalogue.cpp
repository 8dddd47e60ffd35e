// SPDX-License-Identifier: Apache-2.0
// Loading all license types.
#include "license/type.hpp"
#include "schemas/resources.hpp"
#include "json/strict_json.hpp"
#include <algorithm>
#include <fstream>
#include <sstream>

namespace elicense::license {
namespace {

namespace fs = std::filesystem;

Error invalid(const std::string& detail) {
  return fail(ErrorKind::invalid, "TYPE_INVALID", detail);
}

Result<std::vector<fs::path>> files_in(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder, error))
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  if (error) return invalid(folder.string() + ": cannot be read");
  std::ranges::sort(files);
  return files;
}

Result<std::string> content_of(const fs::path& file) {
  std::error_code error;
  if (fs::file_size(file, error) > JsonLimits{}.size || error)
    return invalid(file.string() + ": too large or unreadable");
  std::ostringstream content;
  content << std::ifstream(file, std::ios::binary).rdbuf();
  return content.str();
}

} // namespace

Result<void> TypeCatalogue::add(std::string_view file, std::string_view text) {
  auto type = parse_type(text);
  if (!type) return invalid(std::string(file) + ": " + type.error().detail);
  if (types_.size() >= max_license_types) return invalid(std::string(file) + ": too many types");
  std::string code = type->code;
  if (types_.contains(code)) return invalid(std::string(file) + ": /code: " + code + " is there already");
  types_.emplace(std::move(code), std::make_unique<const LicenseType>(*std::move(type)));
  return {};
}

Result<TypeCatalogue> TypeCatalogue::load(const fs::path& folder) {
  TypeCatalogue catalogue;
  for (const Resource& resource : resources()) {
    if (!resource.path.starts_with("schemas/license-types/")) continue;
    if (auto added = catalogue.add(resource.path, resource.content); !added) return added.error();
  }
  if (folder.empty()) return catalogue;
  const auto files = files_in(folder);
  if (!files) return files.error();
  for (const fs::path& file : *files) {
    const auto content = content_of(file);
    if (!content) return content.error();
    if (auto added = catalogue.add(file.string(), *content); !added) return added.error();
  }
  return catalogue;
}

const LicenseType* TypeCatalogue::find(std::string_view code) const {
  const auto found = types_.find(code);
  return found == types_.end() ? nullptr : found->second.get();
}

std::vector<const LicenseType*> TypeCatalogue::all() const {
  std::vector<const LicenseType*> all;
  for (const auto& [code, type] : types_)
    all.push_back(type.get());
  return all;
}

} // namespace elicense::license
