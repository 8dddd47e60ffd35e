// SPDX-License-Identifier: Apache-2.0
#include "license/type_audit.hpp"

namespace elicense::license {
namespace {

ledger::Finding finding(std::uint64_t leaf, const std::string& detail) {
  return {leaf, "LEDGER_AUDIT_TYPE", detail};
}

} // namespace

void TypeAudit::take(std::uint64_t index, const ledger::Entry& entry) {
  if (entry.kind == ledger::EntryKind::license_type_changed) leaves_.emplace(index, entry);
}

bool TypeAudit::is_told(std::uint64_t leaf, const ledger::Entry& expected) {
  const auto found = leaves_.find(leaf);
  const bool same = found != leaves_.end() && found->second == expected;
  if (found != leaves_.end()) leaves_.erase(found);
  return same;
}

std::optional<ledger::Finding> TypeAudit::check(const TypeProposal& proposal) {
  const std::string number = "proposal " + std::to_string(proposal.number);
  const bool proposed = is_told(proposal.leaf, proposed_leaf(proposal, *blinder_));
  const bool decided = proposal.status == ProposalStatus::waiting ||
                       is_told(proposal.decision_leaf, decided_leaf(proposal, *blinder_));
  if (!proposed) return finding(proposal.leaf, number);
  if (!decided) return finding(proposal.decision_leaf, number + ": decision");
  return std::nullopt;
}

std::vector<ledger::Finding> TypeAudit::rest() const {
  std::vector<ledger::Finding> findings;
  for (const auto& [leaf, entry] : leaves_)
    findings.push_back(finding(leaf, "of no proposal"));
  return findings;
}

} // namespace elicense::license
