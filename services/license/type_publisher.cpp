// SPDX-License-Identifier: Apache-2.0
#include "license/type_publisher.hpp"

namespace elicense::license {
namespace {

Error refusal_of(const TypeExamination& examination) {
  std::string rules;
  for (const TypeFinding& finding : examination.findings)
    if (finding.refuses) rules += (rules.empty() ? "" : ", ") + finding.rule + " " + finding.place;
  return fail(ErrorKind::invalid, "TYPE_REFUSED", rules);
}

} // namespace

TypePublisher::TypePublisher(Parts parts)
    : Publisher({.kind = of_license_types,
                 .kept = parts.proposals,
                 .blinder = parts.blinder,
                 .most_waiting = max_waiting_proposals,
                 .clock = parts.clock,
                 .random = parts.random}),
      with_(std::move(parts)) {}

Result<TypeExamination> TypePublisher::examine(std::string_view file) const {
  return examine_type(file, surroundings());
}

Result<Proposal> TypePublisher::propose(std::string_view file, const std::string& by) {
  const auto examination = examine(file);
  if (!examination) return examination.error();
  if (examination->is_refused()) return refusal_of(*examination);
  const LicenseType& type = examination->type;
  if (examination->base != nullptr && examination->base->code == type.code &&
      examination->difference.empty() && !with_.types.is_withdrawn(type.code))
    return fail(ErrorKind::conflict, "TYPE_UNCHANGED", type.code);
  Proposal proposal;
  proposal.change = ProposedChange::publication;
  proposal.code = type.code;
  proposal.version = type.version;
  proposal.file = file;
  proposal.proposed_by = by;
  const std::lock_guard lock(turn_);
  auto recorded = record({std::move(proposal)});
  if (!recorded) return recorded.error();
  return std::move(recorded->front());
}

Result<Proposal> TypePublisher::propose_withdrawal(const std::string& code, const std::string& reason,
                                                   const std::string& by) {
  if (auto good = check_reason(reason); !good) return good.error();
  const auto type = with_.types.to_issue(code);
  if (!type) return type.error();
  const std::lock_guard lock(turn_);
  return record_withdrawal((*type)->code, (*type)->version, reason, by);
}

Result<void> TypePublisher::check_still(const Proposal& proposal) const {
  const auto overtaken = fail(ErrorKind::conflict, "TYPE_PROPOSAL_OVERTAKEN", proposal.code);
  if (proposal.change == ProposedChange::withdrawal) {
    const auto type = with_.types.to_issue(proposal.code);
    return type && (*type)->version == proposal.version ? Result<void>() : Result<void>(overtaken);
  }
  const auto examination = examine(proposal.file);
  if (!examination) return examination.error();
  if (examination->type.version != proposal.version) return overtaken;
  return examination->is_refused() ? Result<void>(refusal_of(*examination)) : Result<void>();
}

Result<void> TypePublisher::apply(const Proposal& proposal) {
  if (proposal.change == ProposedChange::withdrawal) {
    with_.types.withdraw(proposal.code);
    return {};
  }
  auto type = parse_type(proposal.file, with_.authority);
  if (!type) return type.error();
  type->version = proposal.version;
  return with_.types.publish(*std::move(type));
}

} // namespace elicense::license
