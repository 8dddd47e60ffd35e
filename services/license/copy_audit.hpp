// SPDX-License-Identifier: Apache-2.0
// Copies on paper against the ledger: every row as its leaf says, every leaf with its row until its license
// is erased.
#pragma once
#include "ledger/kind_audit.hpp"
#include "license/copy.hpp"

namespace elicense::license {

class CopyAudit {
 public:
  explicit CopyAudit(const ledger::Blinder& blinder) : blinder_(&blinder) {}

  void take(std::uint64_t index, const ledger::Entry& entry) { leaves_.take(index, entry); }
  // Afterwards every row, with what opened of it.
  std::optional<ledger::Finding> check(std::uint64_t leaf, const Result<Copy>& copy);
  void license_erased(const std::string& identifier);
  std::vector<ledger::Finding> rest() const { return leaves_.rest("of no copy"); }

 private:
  const ledger::Blinder* blinder_;
  ledger::KindAudit leaves_{ledger::EntryKind::license_copied, "LEDGER_AUDIT_COPY"};
};

} // namespace elicense::license
