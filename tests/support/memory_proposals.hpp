// SPDX-License-Identifier: Apache-2.0
// Proposals in memory, with their leaves.
#pragma once
#include "license/proposal.hpp"
#include <algorithm>
#include <mutex>

namespace elicense::test {

class MemoryProposals final : public license::ProposalRegister {
 public:
  explicit MemoryProposals(const license::ProposalKind& kind = license::of_license_types) : kind_(kind) {}
  Result<license::Proposal> record_proposal(license::Proposal proposal, const ledger::Entry& leaf) override {
    const std::lock_guard lock(mutex_);
    proposal.number = static_cast<std::int64_t>(proposals_.size()) + 1;
    proposal.leaf = leaves.size();
    leaves.push_back(leaf);
    proposals_.push_back(proposal);
    return proposal;
  }
  Result<license::Proposal> record_decision(license::Proposal decided, const ledger::Entry& leaf) override {
    const std::lock_guard lock(mutex_);
    license::Proposal* const open = row(decided.number);
    if (open == nullptr) return fail(ErrorKind::not_found, kind_.not_found);
    if (open->decision != 0) return fail(ErrorKind::conflict, kind_.decided);
    decided.decision = ++decisions_;
    decided.decision_leaf = leaves.size();
    leaves.push_back(leaf);
    *open = decided;
    return decided;
  }
  Result<license::Proposal> find(std::int64_t number) override {
    const std::lock_guard lock(mutex_);
    const license::Proposal* const found = row(number);
    if (found == nullptr) return fail(ErrorKind::not_found, kind_.not_found);
    return *found;
  }
  Result<std::vector<license::Proposal>> all() override {
    const std::lock_guard lock(mutex_);
    return proposals_;
  }
  std::vector<ledger::Entry> leaves;

 private:
  const license::ProposalKind& kind_;
  license::Proposal* row(std::int64_t number) {
    const auto found = std::ranges::find(proposals_, number, &license::Proposal::number);
    return found == proposals_.end() ? nullptr : &*found;
  }
  std::mutex mutex_;
  std::vector<license::Proposal> proposals_;
  std::int64_t decisions_ = 0;
};

} // namespace elicense::test
