// SPDX-License-Identifier: Apache-2.0
#include "ledger/kind_audit.hpp"
#include <algorithm>

namespace elicense::ledger {

void KindAudit::take(std::uint64_t index, const Entry& entry) {
  if (entry.kind == kind_) leaves_.emplace(index, entry);
}

bool KindAudit::is_told(std::uint64_t leaf, const Entry& expected) {
  const auto found = leaves_.find(leaf);
  if (found == leaves_.end()) return false;
  const bool same = found->second == expected;
  leaves_.erase(found);
  return same;
}

void KindAudit::forgive(const Fact<ReferenceRole>& about) {
  std::erase_if(leaves_, [&](const auto& leaf) {
    return std::ranges::find(leaf.second.references, about) != leaf.second.references.end();
  });
}

std::vector<Finding> KindAudit::rest(const std::string& detail) const {
  std::vector<Finding> findings;
  for (const auto& [leaf, entry] : leaves_)
    findings.push_back(finding(leaf, detail));
  return findings;
}

} // namespace elicense::ledger
