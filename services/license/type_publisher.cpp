// SPDX-License-Identifier: Apache-2.0
#include "license/type_publisher.hpp"
#include <algorithm>

namespace elicense::license {
namespace {

constexpr std::size_t id_size = 16;

Error refusal_of(const TypeExamination& examination) {
  std::string rules;
  for (const TypeFinding& finding : examination.findings)
    if (finding.refuses) rules += (rules.empty() ? "" : ", ") + finding.rule + " " + finding.place;
  return fail(ErrorKind::invalid, "TYPE_REFUSED", rules);
}

Result<void> check_reason(const std::string& reason) {
  if (!reason.empty() && reason.size() <= max_type_reason) return {};
  return fail(ErrorKind::invalid, "TYPE_REASON", "1 to " + std::to_string(max_type_reason) + " bytes");
}

bool is_waiting(const TypeProposal& proposal) {
  return proposal.status == ProposalStatus::waiting;
}

} // namespace

Result<void> TypePublisher::load() {
  const std::lock_guard lock(turn_);
  auto all = with_.proposals.all();
  if (!all) return all.error();
  std::ranges::sort(*all, {}, &TypeProposal::decision);
  for (const TypeProposal& proposal : *all)
    if (proposal.status == ProposalStatus::approved)
      if (auto applied = apply(proposal); !applied) return applied;
  return {};
}

Result<TypeExamination> TypePublisher::examine(std::string_view file) const {
  return examine_type(file, surroundings());
}

Result<TypeProposal> TypePublisher::propose(std::string_view file, const std::string& by) {
  const auto examination = examine(file);
  if (!examination) return examination.error();
  if (examination->is_refused()) return refusal_of(*examination);
  const LicenseType& type = examination->type;
  if (examination->base != nullptr && examination->base->code == type.code &&
      examination->difference.empty() && !with_.types.is_withdrawn(type.code))
    return fail(ErrorKind::conflict, "TYPE_UNCHANGED", type.code);
  TypeProposal proposal;
  proposal.change = TypeChange::publication;
  proposal.code = type.code;
  proposal.version = type.version;
  proposal.file = file;
  proposal.proposed_by = by;
  return record(std::move(proposal));
}

Result<TypeProposal> TypePublisher::propose_withdrawal(const std::string& code, const std::string& reason,
                                                       const std::string& by) {
  if (auto good = check_reason(reason); !good) return good.error();
  const auto type = with_.types.to_issue(code);
  if (!type) return type.error();
  TypeProposal proposal;
  proposal.change = TypeChange::withdrawal;
  proposal.code = (*type)->code;
  proposal.version = (*type)->version;
  proposal.reason = reason;
  proposal.proposed_by = by;
  return record(std::move(proposal));
}

Result<TypeProposal> TypePublisher::record(TypeProposal proposal) {
  const std::lock_guard lock(turn_);
  const auto all = with_.proposals.all();
  if (!all) return all.error();
  const auto same = std::ranges::find_if(*all, [&](const TypeProposal& other) {
    return is_waiting(other) && other.change == proposal.change && other.code == proposal.code &&
           other.file == proposal.file && other.proposed_by == proposal.proposed_by;
  });
  if (same != all->end()) return *same;
  if (static_cast<std::size_t>(std::ranges::count_if(*all, is_waiting)) >= max_waiting_proposals)
    return fail(ErrorKind::conflict, "TYPE_PROPOSALS_FULL");
  proposal.id = to_hex(crypto::random_bytes(with_.random, id_size));
  proposal.proposed_at = with_.clock();
  const auto leaf = proposed_leaf(proposal, with_.blinder);
  return with_.proposals.record_proposal(std::move(proposal), leaf);
}

Result<TypeProposal> TypePublisher::open_for(std::int64_t number, const Actor& actor) const {
  auto proposal = with_.proposals.find(number);
  if (!proposal) return proposal;
  if (!is_waiting(*proposal))
    return fail(ErrorKind::conflict, "TYPE_PROPOSAL_DECIDED", std::string(to_text(proposal->status)));
  if (!actor.on_site && proposal->proposed_by == actor.party)
    return fail(ErrorKind::forbidden, "TYPE_PROPOSAL_OWN");
  return proposal;
}

// What was judged is still what it would change.
Result<void> TypePublisher::check_still(const TypeProposal& proposal) const {
  const auto overtaken = fail(ErrorKind::conflict, "TYPE_PROPOSAL_OVERTAKEN", proposal.code);
  if (proposal.change == TypeChange::withdrawal) {
    const auto type = with_.types.to_issue(proposal.code);
    return type && (*type)->version == proposal.version ? Result<void>() : Result<void>(overtaken);
  }
  const auto examination = examine(proposal.file);
  if (!examination) return examination.error();
  if (examination->type.version != proposal.version) return overtaken;
  return examination->is_refused() ? Result<void>(refusal_of(*examination)) : Result<void>();
}

Result<TypeProposal> TypePublisher::decide(TypeProposal proposal, ProposalStatus status, const Actor& actor) {
  proposal.status = status;
  proposal.decided_by = actor.party;
  proposal.decided_at = with_.clock();
  const auto leaf = decided_leaf(proposal, with_.blinder);
  return with_.proposals.record_decision(std::move(proposal), leaf);
}

Result<TypeProposal> TypePublisher::approve(std::int64_t number, const Actor& actor) {
  const std::lock_guard lock(turn_);
  auto open = open_for(number, actor);
  if (!open) return open;
  if (auto still = check_still(*open); !still) return still.error();
  auto decided = decide(*open, ProposalStatus::approved, actor);
  if (!decided) return decided;
  if (auto applied = apply(*decided); !applied) return applied.error();
  return decided;
}

Result<TypeProposal> TypePublisher::refuse(std::int64_t number, const std::string& reason,
                                           const Actor& actor) {
  if (auto good = check_reason(reason); !good) return good.error();
  const std::lock_guard lock(turn_);
  auto open = open_for(number, actor);
  if (!open) return open;
  open->refusal = reason;
  return decide(*std::move(open), ProposalStatus::refused, actor);
}

Result<void> TypePublisher::apply(const TypeProposal& proposal) {
  if (proposal.change == TypeChange::withdrawal) {
    with_.types.withdraw(proposal.code);
    return {};
  }
  auto type = parse_type(proposal.file, with_.authority);
  if (!type) return type.error();
  type->version = proposal.version;
  return with_.types.publish(*std::move(type));
}

} // namespace elicense::license
