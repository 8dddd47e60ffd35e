// SPDX-License-Identifier: Apache-2.0
#include "license/type_proposal.hpp"
#include "crypto/sm3.hpp"
#include <nlohmann/json.hpp>

namespace elicense::license {
namespace {

using ledger::DigestRole;
using ledger::ReferenceRole;

// The id in it cannot be guessed, so nobody finds a reason by trying.
ledger::Entry leaf_of(const TypeProposal& proposal, const nlohmann::json& record, const std::string& by,
                      const ledger::Blinder& blinder) {
  ledger::Entry entry{
      .kind = ledger::EntryKind::license_type_changed,
      .at = {},
      .digests = {{DigestRole::request, crypto::sm3(as_bytes(record.dump()))}},
      .references = {{ReferenceRole::operator_, blinder.reference(ReferenceRole::operator_, by)},
                     {ReferenceRole::subject, blinder.reference(ReferenceRole::subject, proposal.code)}},
      .word = {},
      .number = static_cast<std::uint32_t>(proposal.version)};
  if (proposal.change == TypeChange::publication)
    entry.digests.push_back({DigestRole::file, crypto::sm3(as_bytes(proposal.file))});
  return entry;
}

std::string_view decision_word(const TypeProposal& decided) {
  if (decided.status == ProposalStatus::refused) return "refused";
  return decided.change == TypeChange::publication ? "published" : "withdrawn";
}

} // namespace

std::string_view to_text(TypeChange change) {
  return change == TypeChange::publication ? "publication" : "withdrawal";
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

ledger::Entry proposed_leaf(const TypeProposal& proposal, const ledger::Blinder& blinder) {
  ledger::Entry leaf =
      leaf_of(proposal, {proposal.id, proposal.reason, proposal.proposed_by}, proposal.proposed_by, blinder);
  leaf.at = proposal.proposed_at;
  leaf.word = "proposed";
  return leaf;
}

ledger::Entry decided_leaf(const TypeProposal& decided, const ledger::Blinder& blinder) {
  ledger::Entry leaf =
      leaf_of(decided, {decided.id, decided.refusal, decided.decided_by}, decided.decided_by, blinder);
  leaf.at = decided.decided_at;
  leaf.word = decision_word(decided);
  return leaf;
}

} // namespace elicense::license
