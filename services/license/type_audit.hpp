// SPDX-License-Identifier: Apache-2.0
// The changes of license types against the ledger: every row as its leaves say, every leaf with its row.
#pragma once
#include "ledger/kind_audit.hpp"
#include "license/type_proposal.hpp"

namespace elicense::license {

class TypeAudit {
 public:
  explicit TypeAudit(const ledger::Blinder& blinder) : blinder_(&blinder) {}

  void take(std::uint64_t index, const ledger::Entry& entry) { leaves_.take(index, entry); }
  std::optional<ledger::Finding> check(const TypeProposal& proposal); // afterwards every row
  std::vector<ledger::Finding> rest() const { return leaves_.rest("of no proposal"); }

 private:
  const ledger::Blinder* blinder_;
  ledger::KindAudit leaves_{ledger::EntryKind::license_type_changed, "LEDGER_AUDIT_TYPE"};
};

} // namespace elicense::license
