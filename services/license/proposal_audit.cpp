// SPDX-License-Identifier: Apache-2.0
#include "license/proposal_audit.hpp"

namespace elicense::license {

std::optional<ledger::Finding> ProposalAudit::check(const Proposal& proposal) {
  const std::string number = "proposal " + std::to_string(proposal.number);
  const bool proposed = leaves_.is_told(proposal.leaf, proposed_leaf(*kind_, proposal, *blinder_));
  const bool decided = proposal.status == ProposalStatus::waiting ||
                       leaves_.is_told(proposal.decision_leaf, decided_leaf(*kind_, proposal, *blinder_));
  if (!proposed) return leaves_.finding(proposal.leaf, number);
  if (!decided) return leaves_.finding(proposal.decision_leaf, number + ": decision");
  return std::nullopt;
}

} // namespace elicense::license
