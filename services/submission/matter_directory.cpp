// SPDX-License-Identifier: Apache-2.0
#include "submission/matter_directory.hpp"
#include "schemas/resources.hpp"
#include "submission/matter_file.hpp"
#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <shared_mutex>

namespace elicense::submission {

struct MatterDirectory::State {
  using Versions = std::vector<std::shared_ptr<const Matter>>; // oldest first, never empty
  mutable std::shared_mutex mutex;
  std::map<std::string, Versions, std::less<>> matters;
  std::set<std::string, std::less<>> withdrawn;

  const Versions* find(std::string_view code) const {
    const auto found = matters.find(code);
    return found == matters.end() ? nullptr : &found->second;
  }
};

MatterDirectory::MatterDirectory() : state_(std::make_unique<State>()) {}
MatterDirectory::MatterDirectory(MatterDirectory&& other) noexcept = default;
MatterDirectory& MatterDirectory::operator=(MatterDirectory&& other) noexcept = default;
MatterDirectory::~MatterDirectory() = default;

Result<MatterDirectory> MatterDirectory::load(const license::DefiningAuthority& operator_authority) {
  MatterDirectory directory;
  for (const Resource& resource : resources()) {
    if (!resource.path.starts_with("schemas/matters/")) continue;
    auto matters = read_matters(resource.content, operator_authority);
    if (!matters)
      return fail(matters.error().kind, matters.error().code,
                  std::string(resource.path) + ": " + matters.error().detail);
    for (Matter& matter : *matters)
      if (auto published = directory.publish(std::move(matter)); !published) return published.error();
  }
  return {boost::system::in_place_value, std::move(directory)};
}

const Matter* MatterDirectory::find(std::string_view code) const {
  const std::shared_lock lock(state_->mutex);
  const auto* const versions = state_->find(code);
  return versions == nullptr || state_->withdrawn.contains(code) ? nullptr : versions->back().get();
}

const Matter* MatterDirectory::newest(std::string_view code) const {
  const std::shared_lock lock(state_->mutex);
  const auto* const versions = state_->find(code);
  return versions == nullptr ? nullptr : versions->back().get();
}

const Matter* MatterDirectory::of(std::string_view code, int version) const {
  const auto all = versions(code);
  const auto found = std::find_if(all.rbegin(), all.rend(),
                                  [&](const Matter* matter) { return matter->version == version; });
  return found == all.rend() ? nullptr : *found;
}

bool MatterDirectory::is_withdrawn(std::string_view code) const {
  const std::shared_lock lock(state_->mutex);
  return state_->withdrawn.contains(code);
}

std::vector<const Matter*> MatterDirectory::all() const {
  const std::shared_lock lock(state_->mutex);
  std::vector<const Matter*> all;
  for (const auto& [code, versions] : state_->matters)
    if (!state_->withdrawn.contains(code)) all.push_back(versions.back().get());
  return all;
}

std::vector<const Matter*> MatterDirectory::versions(std::string_view code) const {
  const std::shared_lock lock(state_->mutex);
  std::vector<const Matter*> all;
  if (const auto* const versions = state_->find(code))
    for (const auto& matter : *versions)
      all.push_back(matter.get());
  return all;
}

Result<void> MatterDirectory::publish(Matter matter) {
  const std::unique_lock lock(state_->mutex);
  auto& matters = state_->matters;
  if (!matters.contains(matter.code) && matters.size() >= max_matters)
    return fail(ErrorKind::conflict, "MATTER_LIMIT");
  state_->withdrawn.erase(matter.code);
  const std::string code = matter.code;
  matters[code].push_back(std::make_shared<const Matter>(std::move(matter)));
  return {};
}

void MatterDirectory::withdraw(std::string_view code) {
  const std::unique_lock lock(state_->mutex);
  if (state_->matters.contains(code)) state_->withdrawn.emplace(code);
}

} // namespace elicense::submission
