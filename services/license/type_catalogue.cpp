// SPDX-License-Identifier: Apache-2.0
// Loading all license types.
#include "license/short_form.hpp"
#include "license/type.hpp"
#include "schemas/resources.hpp"
#include "json/strict_json.hpp"
#include <algorithm>
#include <fstream>
#include <mutex>
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

class TypeCatalogue::Entry {
 public:
  explicit Entry(LicenseType type) : type_(std::move(type)) {}
  Entry(std::string_view built_in, DefiningAuthority operator_authority)
      : text_(built_in), authority_(std::move(operator_authority)) {}

  const LicenseType& type() const {
    std::call_once(read_, [this] {
      if (!type_) type_ = parse_type(text_, authority_, Origin::built_in).value();
    });
    return *type_;
  }

 private:
  std::string_view text_;
  DefiningAuthority authority_;
  mutable std::once_flag read_;
  mutable std::optional<LicenseType> type_;
};

Result<void> TypeCatalogue::add(std::string_view file, std::vector<std::string> codes,
                                std::shared_ptr<const Entry> entry) {
  if (types_.size() >= max_license_types) return invalid(std::string(file) + ": too many types");
  for (const std::string& code : codes)
    if (types_.contains(code) || by_former_code_.contains(code))
      return invalid(std::string(file) + ": /code: " + code + " is there already");
  types_.emplace(codes.front(), entry);
  codes.erase(codes.begin());
  for (const std::string& code : codes)
    by_former_code_.emplace(code, entry);
  return {};
}

Result<TypeCatalogue> TypeCatalogue::load(const fs::path& folder,
                                          const DefiningAuthority& operator_authority) {
  if (!check_credit_code(operator_authority.code))
    return invalid("authority.code: not a right unified social credit code");
  TypeCatalogue catalogue;
  for (const Resource& resource : resources()) {
    if (!resource.path.starts_with("schemas/license-types/")) continue;
    const auto codes = codes_of(parse_strict_json(resource.content).value(), operator_authority);
    const auto entry = std::make_shared<const Entry>(resource.content, operator_authority);
    if (auto added = catalogue.add(resource.path, codes, entry); !added) return added.error();
  }
  if (folder.empty()) return catalogue;
  const auto files = files_in(folder);
  if (!files) return files.error();
  for (const fs::path& file : *files)
    if (auto added = catalogue.add_file(file, operator_authority); !added) return added.error();
  return catalogue;
}

Result<void> TypeCatalogue::add_file(const fs::path& file, const DefiningAuthority& operator_authority) {
  const auto content = content_of(file);
  if (!content) return content.error();
  auto type = parse_type(*content, operator_authority);
  if (!type) return invalid(file.string() + ": " + type.error().detail);
  std::vector<std::string> codes = type->former_codes;
  codes.insert(codes.begin(), type->code);
  return add(file.string(), std::move(codes), std::make_shared<const Entry>(*std::move(type)));
}

const LicenseType* TypeCatalogue::find(std::string_view code) const {
  if (const auto found = types_.find(code); found != types_.end()) return &found->second->type();
  const auto former = by_former_code_.find(code);
  return former == by_former_code_.end() ? nullptr : &former->second->type();
}

std::vector<const LicenseType*> TypeCatalogue::all() const {
  std::vector<const LicenseType*> all;
  for (const auto& [code, entry] : types_)
    all.push_back(&entry->type());
  return all;
}

} // namespace elicense::license
