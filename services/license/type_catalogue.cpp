// SPDX-License-Identifier: Apache-2.0
// All license types: loaded, published, withdrawn.
#include "license/license.hpp"
#include "license/short_form.hpp"
#include "license/type.hpp"
#include "schemas/resources.hpp"
#include "json/strict_json.hpp"
#include <algorithm>
#include <fstream>
#include <mutex>
#include <set>
#include <shared_mutex>
#include <sstream>

namespace elicense::license {
namespace {

namespace fs = std::filesystem;

Result<std::vector<fs::path>> files_in(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder, error))
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  if (error) return invalid_type(folder.string() + ": cannot be read");
  std::ranges::sort(files);
  return files;
}

Result<std::string> content_of(const fs::path& file) {
  std::error_code error;
  if (fs::file_size(file, error) > JsonLimits{}.size || error)
    return invalid_type(file.string() + ": too large or unreadable");
  std::ostringstream content;
  content << std::ifstream(file, std::ios::binary).rdbuf();
  return content.str();
}

} // namespace

class TypeCatalogue::Entry {
 public:
  explicit Entry(LicenseType type) : version_(type.version), type_(std::move(type)) {}
  Entry(std::string_view built_in, DefiningAuthority operator_authority)
      : text_(built_in), authority_(std::move(operator_authority)) {}

  int version() const { return version_; } // known before the type is read
  const LicenseType& type() const {
    std::call_once(read_, [this] {
      if (!type_) type_ = parse_type(text_, authority_, Origin::built_in).value();
    });
    return *type_;
  }

 private:
  int version_ = 1;
  std::string_view text_;
  DefiningAuthority authority_;
  mutable std::once_flag read_;
  mutable std::optional<LicenseType> type_;
};

struct TypeCatalogue::State {
  using Entries = std::map<std::string, std::shared_ptr<const Entry>, std::less<>>;
  mutable std::shared_mutex mutex;
  Entries types, by_former_code;                                                 // in force
  std::multimap<std::string, std::shared_ptr<const Entry>, std::less<>> earlier; // by code, oldest first
  std::set<std::string, std::less<>> withdrawn;                                  // by code

  std::shared_ptr<const Entry> find(std::string_view code) const;
  std::shared_ptr<const Entry> version(std::string_view code, int version) const;
  Result<void> check_codes(const LicenseType& type) const;
  void retire(const std::string& code);
};

std::shared_ptr<const TypeCatalogue::Entry> TypeCatalogue::State::find(std::string_view code) const {
  if (const auto found = types.find(code); found != types.end()) return found->second;
  const auto former = by_former_code.find(code);
  return former == by_former_code.end() ? nullptr : former->second;
}

std::shared_ptr<const TypeCatalogue::Entry> TypeCatalogue::State::version(std::string_view code,
                                                                          int version) const {
  if (const auto found = types.find(code); found != types.end() && found->second->version() == version)
    return found->second;
  const auto [first, last] = earlier.equal_range(code);
  const auto found =
      std::find_if(first, last, [&](const auto& kept) { return kept.second->version() == version; });
  return found == last ? nullptr : found->second;
}

Result<void> TypeCatalogue::State::check_codes(const LicenseType& type) const {
  const auto& former = type.former_codes;
  if (std::ranges::find(former, type.code) != former.end())
    return fail(ErrorKind::conflict, "TYPE_CODE_TAKEN", type.code);
  std::vector<std::string> codes = former;
  codes.push_back(type.code);
  for (const std::string& code : codes) {
    const auto owner = by_former_code.find(code);
    if (owner == by_former_code.end() || owner->second->type().code == type.code) continue;
    if (std::ranges::find(former, owner->second->type().code) == former.end())
      return fail(ErrorKind::conflict, "TYPE_CODE_TAKEN", code);
  }
  if (!types.contains(type.code) && types.size() >= max_license_types)
    return fail(ErrorKind::conflict, "TYPE_LIMIT");
  return {};
}

void TypeCatalogue::State::retire(const std::string& code) {
  const auto found = types.find(code);
  if (found == types.end()) return;
  earlier.emplace(code, found->second);
  types.erase(found);
}

TypeCatalogue::TypeCatalogue() : state_(std::make_unique<State>()) {}
TypeCatalogue::TypeCatalogue(TypeCatalogue&& other) noexcept = default;
TypeCatalogue& TypeCatalogue::operator=(TypeCatalogue&& other) noexcept = default;
TypeCatalogue::~TypeCatalogue() = default;

Result<void> TypeCatalogue::add(std::string_view file, std::vector<std::string> codes,
                                std::shared_ptr<const Entry> entry) {
  auto& [mutex, types, by_former_code, earlier, withdrawn] = *state_;
  if (types.size() >= max_license_types) return invalid_type(std::string(file) + ": too many types");
  for (const std::string& code : codes)
    if (types.contains(code) || by_former_code.contains(code))
      return invalid_type(std::string(file) + ": /code: " + code + " is there already");
  types.emplace(codes.front(), entry);
  codes.erase(codes.begin());
  for (const std::string& code : codes)
    by_former_code.emplace(code, entry);
  return {};
}

Result<TypeCatalogue> TypeCatalogue::load(const fs::path& folder,
                                          const DefiningAuthority& operator_authority) {
  if (!check_credit_code(operator_authority.code))
    return invalid_type("authority.code: not a right unified social credit code");
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
  if (!type) return invalid_type(file.string() + ": " + type.error().detail);
  std::vector<std::string> codes = type->former_codes;
  codes.insert(codes.begin(), type->code);
  return add(file.string(), std::move(codes), std::make_shared<const Entry>(*std::move(type)));
}

const LicenseType* TypeCatalogue::find(std::string_view code) const {
  const std::shared_lock lock(state_->mutex);
  const auto entry = state_->find(code);
  return entry ? &entry->type() : nullptr;
}

const LicenseType* TypeCatalogue::of(std::string_view code, int version) const {
  const std::shared_lock lock(state_->mutex);
  auto entry = state_->version(code, version);
  if (!entry) entry = state_->find(code);
  return entry ? &entry->type() : nullptr;
}

const LicenseType* TypeCatalogue::of(const License& license) const {
  return of(license.type_code, std::max(license.type_version, 1));
}

Result<const LicenseType*> TypeCatalogue::to_issue(std::string_view code) const {
  const std::shared_lock lock(state_->mutex);
  const auto entry = state_->find(code);
  if (!entry) return fail(ErrorKind::not_found, "TYPE_UNKNOWN", std::string(code));
  if (state_->withdrawn.contains(entry->type().code))
    return fail(ErrorKind::conflict, "TYPE_WITHDRAWN", entry->type().code);
  return &entry->type();
}

bool TypeCatalogue::is_withdrawn(std::string_view code) const {
  const std::shared_lock lock(state_->mutex);
  return state_->withdrawn.contains(code);
}

std::vector<const LicenseType*> TypeCatalogue::all() const {
  const std::shared_lock lock(state_->mutex);
  std::vector<const LicenseType*> all;
  for (const auto& [code, entry] : state_->types)
    all.push_back(&entry->type());
  return all;
}

std::vector<const LicenseType*> TypeCatalogue::versions(std::string_view code) const {
  const std::shared_lock lock(state_->mutex);
  std::vector<const LicenseType*> versions;
  const auto [first, last] = state_->earlier.equal_range(code);
  for (auto kept = first; kept != last; ++kept)
    versions.push_back(&kept->second->type());
  if (const auto found = state_->types.find(code); found != state_->types.end())
    versions.push_back(&found->second->type());
  return versions;
}

Result<void> TypeCatalogue::check_codes(const LicenseType& type) const {
  const std::shared_lock lock(state_->mutex);
  return state_->check_codes(type);
}

Result<void> TypeCatalogue::publish(LicenseType type) {
  const std::unique_lock lock(state_->mutex);
  if (auto free = state_->check_codes(type); !free) return free;
  const auto entry = std::make_shared<const Entry>(std::move(type));
  const LicenseType& published = entry->type();
  state_->retire(published.code);
  state_->types[published.code] = entry;
  state_->withdrawn.erase(published.code);
  for (const std::string& code : published.former_codes) {
    state_->retire(code);
    state_->by_former_code[code] = entry;
  }
  return {};
}

void TypeCatalogue::withdraw(std::string_view code) {
  const std::unique_lock lock(state_->mutex);
  state_->withdrawn.emplace(code);
}

} // namespace elicense::license
