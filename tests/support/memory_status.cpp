// SPDX-License-Identifier: Apache-2.0
#include "tests/support/memory_status.hpp"
#include <algorithm>

namespace elicense::test {

Result<std::uint64_t> MemoryStatus::number_of(std::string_view identifier) {
  const auto all = licenses_.all();
  const auto found = std::ranges::find(all, identifier, &license::License::identifier);
  if (found == all.end()) return fail(ErrorKind::not_found, "LICENSE_NOT_FOUND");
  return static_cast<std::uint64_t>(found - all.begin());
}

Result<std::vector<status::Numbered>> MemoryStatus::exceptions(std::uint64_t first, std::size_t count,
                                                               Time at) {
  const auto all = licenses_.all();
  std::vector<status::Numbered> found;
  for (std::uint64_t number = first; number < std::min<std::uint64_t>(all.size(), first + count); ++number) {
    const auto status = status::status_of(all[number].state_at(at));
    if (status != status::Status::valid) found.push_back({number, status});
  }
  return found;
}

} // namespace elicense::test
