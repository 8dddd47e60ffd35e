// SPDX-License-Identifier: Apache-2.0
#include "license/proposal.hpp"
#include "crypto/sm3.hpp"
#include <nlohmann/json.hpp>

namespace elicense::license {
namespace {

using ledger::DigestRole;
using ledger::ReferenceRole;

// The id in it cannot be guessed, so nobody finds a reason by trying.
ledger::Entry leaf_of(const ProposalKind& kind, const Proposal& proposal, const nlohmann::json& record,
                      const std::string& by, const ledger::Blinder& blinder) {
  ledger::Entry entry{
      .kind = kind.leaf,
      .at = {},
      .digests = {{DigestRole::request, crypto::sm3(as_bytes(record.dump()))}},
      .references = {{ReferenceRole::operator_, blinder.reference(ReferenceRole::operator_, by)},
                     {ReferenceRole::subject, blinder.reference(ReferenceRole::subject, proposal.code)}},
      .word = {},
      .number = static_cast<std::uint32_t>(proposal.version)};
  if (proposal.change == ProposedChange::publication)
    entry.digests.push_back({DigestRole::file, crypto::sm3(as_bytes(proposal.file))});
  return entry;
}

std::string_view decision_word(const Proposal& decided) {
  if (decided.status == ProposalStatus::refused) return "refused";
  return decided.change == ProposedChange::publication ? "published" : "withdrawn";
}

} // namespace

std::string_view to_text(ProposedChange change) {
  return change == ProposedChange::publication ? "publication" : "withdrawal";
}

std::string_view to_text(ProposalStatus status) {
  switch (status) {
  case ProposalStatus::waiting:
    return "waiting";
  case ProposalStatus::approved:
    return "approved";
  case ProposalStatus::refused:
    return "refused";
  }
  return {};
}

ledger::Entry proposed_leaf(const ProposalKind& kind, const Proposal& proposal,
                            const ledger::Blinder& blinder) {
  ledger::Entry leaf = leaf_of(kind, proposal, {proposal.id, proposal.reason, proposal.proposed_by},
                               proposal.proposed_by, blinder);
  leaf.at = proposal.proposed_at;
  leaf.word = "proposed";
  return leaf;
}

ledger::Entry decided_leaf(const ProposalKind& kind, const Proposal& decided,
                           const ledger::Blinder& blinder) {
  ledger::Entry leaf =
      leaf_of(kind, decided, {decided.id, decided.refusal, decided.decided_by}, decided.decided_by, blinder);
  leaf.at = decided.decided_at;
  leaf.word = decision_word(decided);
  return leaf;
}

} // namespace elicense::license
