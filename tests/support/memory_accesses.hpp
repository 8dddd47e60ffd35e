// SPDX-License-Identifier: Apache-2.0
// An access log in memory, for tests; it can be made to fail.
#pragma once
#include "privacy/access_log.hpp"
#include <mutex>

namespace elicense::test {

class MemoryAccesses final : public privacy::AccessLog {
 public:
  Result<void> record(const std::vector<privacy::LeafedAccess>& accesses) override;
  Result<void> record(const privacy::Suspicion& suspicion, const ledger::Entry& leaf) override;
  Result<std::vector<privacy::RecordedAccess>> of_holder(const license::Holder& holder, std::int64_t before,
                                                         std::size_t limit) override;
  std::vector<privacy::Access> all() const;
  bool broken = false;

 private:
  std::optional<privacy::Suspicion> newest_suspicion(const privacy::Reader& reader) const;
  mutable std::mutex mutex_;
  std::vector<privacy::Access> accesses_;
  std::vector<privacy::Suspicion> suspicions_;
};

} // namespace elicense::test
