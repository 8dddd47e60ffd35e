// SPDX-License-Identifier: Apache-2.0
// Proposals of a kind against the ledger: every row as its leaves say, every leaf with its row.
#pragma once
#include "ledger/kind_audit.hpp"
#include "license/proposal.hpp"

namespace elicense::license {

class ProposalAudit {
 public:
  ProposalAudit(const ProposalKind& kind, const ledger::Blinder& blinder)
      : kind_(&kind), blinder_(&blinder), leaves_(kind.leaf, kind.audit) {}

  void take(std::uint64_t index, const ledger::Entry& entry) { leaves_.take(index, entry); }
  std::optional<ledger::Finding> check(const Proposal& proposal); // afterwards every row
  std::vector<ledger::Finding> rest() const { return leaves_.rest("of no proposal"); }

 private:
  const ProposalKind* kind_;
  const ledger::Blinder* blinder_;
  ledger::KindAudit leaves_;
};

} // namespace elicense::license
