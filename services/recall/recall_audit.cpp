// SPDX-License-Identifier: Apache-2.0
#include "recall/recall_audit.hpp"

#include "recall/leaves.hpp"

namespace elicense::recall {

void RecallAudit::take(std::uint64_t index, const ledger::Entry& entry) {
  told_.take(index, entry);
  answered_.take(index, entry);
}

std::optional<ledger::Finding> RecallAudit::check(const Leaves& leaves, const Result<Recall>& recall) {
  if (!recall) return told_.finding(leaves.told, recall.error().code);
  const bool lifted = leaves.lifted.has_value(), answered = leaves.answered.has_value();
  const bool complete =
      recall->lifted_at.has_value() == lifted && recall->acknowledged.has_value() == answered;
  if (!told_.is_told(leaves.told, recalled_leaf(*recall, *blinder_)) || !complete)
    return told_.finding(leaves.told, recall->id);
  if (lifted && !told_.is_told(*leaves.lifted, lifted_leaf(*recall, *blinder_)))
    return told_.finding(*leaves.lifted, recall->id);
  if (answered && !answered_.is_told(*leaves.answered, acknowledged_leaf(*recall, *blinder_)))
    return answered_.finding(*leaves.answered, recall->id);
  return std::nullopt;
}

void RecallAudit::license_erased(const std::string& identifier) {
  using ledger::ReferenceRole;
  const ledger::Fact<ReferenceRole> license{ReferenceRole::license,
                                            blinder_->reference(ReferenceRole::license, identifier)};
  told_.forgive(license);
  answered_.forgive(license);
}

std::vector<ledger::Finding> RecallAudit::rest() const {
  std::vector<ledger::Finding> all = told_.rest("of no recall");
  for (ledger::Finding& finding : answered_.rest("of no recall"))
    all.push_back(std::move(finding));
  return all;
}

} // namespace elicense::recall
