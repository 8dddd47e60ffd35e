// SPDX-License-Identifier: Apache-2.0
#include "license/publisher.hpp"
#include <algorithm>

namespace elicense::license {
namespace {

bool is_waiting(const Proposal& proposal) {
  return proposal.status == ProposalStatus::waiting;
}

bool is_same(const Proposal& waiting, const Proposal& proposal) {
  return is_waiting(waiting) && waiting.change == proposal.change && waiting.code == proposal.code &&
         waiting.file == proposal.file && waiting.proposed_by == proposal.proposed_by;
}

} // namespace

Result<void> Publisher::load() {
  const std::lock_guard lock(turn_);
  auto all = with_.kept.all();
  if (!all) return all.error();
  std::erase_if(*all, [](const Proposal& one) { return one.status != ProposalStatus::approved; });
  std::ranges::sort(*all, {}, &Proposal::decision);
  for (const Proposal& proposal : *all)
    if (auto applied = apply(proposal); !applied) return applied;
  return {};
}

Result<void> Publisher::check_reason(const std::string& reason) const {
  if (!reason.empty() && reason.size() <= max_proposal_reason) return {};
  return fail(ErrorKind::invalid, with_.kind.reason,
              "1 to " + std::to_string(max_proposal_reason) + " bytes");
}

Result<std::vector<Proposal>> Publisher::record(std::vector<Proposal> proposals) const {
  const auto all = with_.kept.all();
  if (!all) return all.error();
  std::size_t waiting = static_cast<std::size_t>(std::ranges::count_if(*all, is_waiting));
  for (Proposal& proposal : proposals) {
    const auto same =
        std::ranges::find_if(*all, [&](const Proposal& other) { return is_same(other, proposal); });
    if (same != all->end())
      proposal = *same;
    else if (++waiting > with_.most_waiting)
      return fail(ErrorKind::conflict, with_.kind.full);
  }
  for (Proposal& proposal : proposals) {
    if (proposal.number != 0) continue; // recorded before
    proposal.id = crypto::random_id(with_.random);
    proposal.proposed_at = with_.clock();
    auto recorded = with_.kept.record_proposal(proposal, proposed_leaf(with_.kind, proposal, with_.blinder));
    if (!recorded) return recorded.error();
    proposal = *std::move(recorded);
  }
  return proposals;
}

Result<Proposal> Publisher::record_withdrawal(const std::string& code, int version, const std::string& reason,
                                              const std::string& by) const {
  Proposal proposal;
  proposal.change = ProposedChange::withdrawal;
  proposal.code = code;
  proposal.version = version;
  proposal.reason = reason;
  proposal.proposed_by = by;
  auto recorded = record({std::move(proposal)});
  if (!recorded) return recorded.error();
  return std::move(recorded->front());
}

Result<Proposal> Publisher::open_for(std::int64_t number, const Actor& actor) const {
  auto proposal = with_.kept.find(number);
  if (!proposal) return proposal;
  if (!is_waiting(*proposal))
    return fail(ErrorKind::conflict, with_.kind.decided, std::string(to_text(proposal->status)));
  if (!actor.on_site && proposal->proposed_by == actor.party)
    return fail(ErrorKind::forbidden, with_.kind.own);
  return proposal;
}

Result<Proposal> Publisher::decide(Proposal proposal, ProposalStatus status, const Actor& actor) const {
  proposal.status = status;
  proposal.decided_by = actor.party;
  proposal.decided_at = with_.clock();
  const auto leaf = decided_leaf(with_.kind, proposal, with_.blinder);
  return with_.kept.record_decision(std::move(proposal), leaf);
}

Result<Proposal> Publisher::approve(std::int64_t number, const Actor& actor) {
  const std::lock_guard lock(turn_);
  auto open = open_for(number, actor);
  if (!open) return open;
  if (auto still = check_still(*open); !still) return still.error();
  auto decided = decide(*open, ProposalStatus::approved, actor);
  if (!decided) return decided;
  if (auto applied = apply(*decided); !applied) return applied.error();
  return decided;
}

Result<Proposal> Publisher::refuse(std::int64_t number, const std::string& reason, const Actor& actor) {
  if (auto good = check_reason(reason); !good) return good.error();
  const std::lock_guard lock(turn_);
  auto open = open_for(number, actor);
  if (!open) return open;
  open->refusal = reason;
  return decide(*std::move(open), ProposalStatus::refused, actor);
}

} // namespace elicense::license
