// SPDX-License-Identifier: Apache-2.0
// The ZIP layer. Promises: what opens is within the limits and under allowed names without case twins, and
// packed again it opens as the same.
#include "ofd/name.hpp"
#include "ofd/package.hpp"
#include "tests/fuzz/fuzz.hpp"
#include <set>

namespace elicense::fuzz {

namespace {

constexpr ofd::PackageLimits limits{.file_size = 1U << 20,
                                    .entries = 64,
                                    .entry_size = 1U << 20,
                                    .total_size = 2U << 20,
                                    .ratio_floor = 4U << 10};

std::vector<ofd::PackageEntry> checked_entries(const ofd::Package& package) {
  std::vector<ofd::PackageEntry> entries;
  std::set<std::string> folded;
  std::size_t total = 0;
  for (const auto& [name, content] : package.entries()) {
    require(!ofd::name_fault(name) && name.size() <= limits.name_size, "names are allowed ones");
    require(folded.insert(ofd::fold_case(name)).second, "no two names differ by case only");
    require(content.size() <= limits.entry_size, "entries are within their limit");
    total += content.size();
    entries.push_back({name, content});
  }
  require(entries.size() <= limits.entries && total <= limits.total_size, "packages are within their limits");
  return entries;
}

} // namespace

void examine(ByteView input) {
  const auto package = ofd::Package::open(input, limits);
  if (!package) return;
  const auto again = ofd::Package::open(ofd::write_package(checked_entries(*package)));
  require(again && again->entries() == package->entries(), "packed again it is the same");
}

} // namespace elicense::fuzz
