// SPDX-License-Identifier: Apache-2.0
#include "tests/support/memory_accesses.hpp"
#include <algorithm>

namespace elicense::test {

Result<void> MemoryAccesses::record(const std::vector<privacy::LeafedAccess>& accesses) {
  const std::lock_guard lock(mutex_);
  if (broken) return fail(ErrorKind::unavailable, "STORE_FULL");
  for (const privacy::LeafedAccess& each : accesses)
    accesses_.push_back(each.access);
  return {};
}

Result<void> MemoryAccesses::record(const privacy::Suspicion& suspicion, const ledger::Entry&) {
  const std::lock_guard lock(mutex_);
  suspicions_.push_back(suspicion);
  return {};
}

Result<std::vector<privacy::RecordedAccess>>
MemoryAccesses::of_holder(const license::Holder& holder, std::int64_t before, std::size_t limit) {
  const std::lock_guard lock(mutex_);
  std::vector<privacy::RecordedAccess> found;
  for (std::size_t i = accesses_.size(); i > 0 && found.size() < limit; --i) {
    const auto sequence = static_cast<std::int64_t>(i);
    const privacy::Access& access = accesses_[i - 1];
    if ((before == 0 || sequence < before) && access.holder.code == holder.code)
      found.push_back({sequence, access, newest_suspicion(access.reader)});
  }
  return found;
}

std::optional<privacy::Suspicion> MemoryAccesses::newest_suspicion(const privacy::Reader& reader) const {
  const auto of_reader = [&](const privacy::Suspicion& suspicion) {
    return suspicion.party == reader.client || suspicion.party == reader.who;
  };
  const auto found = std::find_if(suspicions_.rbegin(), suspicions_.rend(), of_reader);
  return found == suspicions_.rend() ? std::nullopt : std::optional(*found);
}

std::vector<privacy::Access> MemoryAccesses::all() const {
  const std::lock_guard lock(mutex_);
  return accesses_;
}

} // namespace elicense::test
