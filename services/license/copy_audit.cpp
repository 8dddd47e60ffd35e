// SPDX-License-Identifier: Apache-2.0
#include "license/copy_audit.hpp"
#include "license/leaves.hpp"

namespace elicense::license {

std::optional<ledger::Finding> CopyAudit::check(std::uint64_t leaf, const Result<Copy>& copy) {
  const bool told = copy && leaves_.is_told(leaf, copied_leaf(*copy, *blinder_));
  if (told) return std::nullopt;
  return leaves_.finding(leaf, copy ? copy->license + ' ' + name_of(*copy) : copy.error().code);
}

void CopyAudit::license_erased(const std::string& identifier) {
  using ledger::ReferenceRole;
  leaves_.forgive({ReferenceRole::license, blinder_->reference(ReferenceRole::license, identifier)});
}

} // namespace elicense::license
