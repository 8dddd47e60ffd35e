// SPDX-License-Identifier: Apache-2.0
// Changes of license types in memory, with their leaves.
#pragma once
#include "license/type_proposal.hpp"
#include <algorithm>
#include <mutex>

namespace elicense::test {

class MemoryTypes final : public license::TypeRegister {
 public:
  Result<license::TypeProposal> record_proposal(license::TypeProposal proposal,
                                                const ledger::Entry& leaf) override {
    const std::lock_guard lock(mutex_);
    proposal.number = static_cast<std::int64_t>(proposals_.size()) + 1;
    proposal.leaf = leaves.size();
    leaves.push_back(leaf);
    proposals_.push_back(proposal);
    return proposal;
  }
  Result<license::TypeProposal> record_decision(license::TypeProposal decided,
                                                const ledger::Entry& leaf) override {
    const std::lock_guard lock(mutex_);
    license::TypeProposal* const open = row(decided.number);
    if (open == nullptr) return fail(ErrorKind::not_found, "TYPE_PROPOSAL_NOT_FOUND");
    if (open->decision != 0) return fail(ErrorKind::conflict, "TYPE_PROPOSAL_DECIDED");
    decided.decision = ++decisions_;
    decided.decision_leaf = leaves.size();
    leaves.push_back(leaf);
    *open = decided;
    return decided;
  }
  Result<license::TypeProposal> find(std::int64_t number) override {
    const std::lock_guard lock(mutex_);
    const license::TypeProposal* const found = row(number);
    if (found == nullptr) return fail(ErrorKind::not_found, "TYPE_PROPOSAL_NOT_FOUND");
    return *found;
  }
  Result<std::vector<license::TypeProposal>> all() override {
    const std::lock_guard lock(mutex_);
    return proposals_;
  }
  std::vector<ledger::Entry> leaves;

 private:
  license::TypeProposal* row(std::int64_t number) {
    const auto found = std::ranges::find(proposals_, number, &license::TypeProposal::number);
    return found == proposals_.end() ? nullptr : &*found;
  }
  std::mutex mutex_;
  std::vector<license::TypeProposal> proposals_;
  std::int64_t decisions_ = 0;
};

} // namespace elicense::test
