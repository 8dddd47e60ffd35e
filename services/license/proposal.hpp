// SPDX-License-Identifier: Apache-2.0
// Changes of what a whole instance works by (license types, matters): proposed by one person, decided by
// another, kept for ever.
#pragma once
#include "ledger/blinder.hpp"
#include "ledger/entry.hpp"
#include <string>
#include <vector>

namespace elicense::license {

enum class ProposedChange { publication, withdrawal };
enum class ProposalStatus { waiting, approved, refused };
std::string_view to_text(ProposedChange change); // "publication"
std::string_view to_text(ProposalStatus status); // "waiting"

// What is proposed, and its words: leaf of the ledger, and the codes of errors.
struct ProposalKind {
  ledger::EntryKind leaf;
  const char *not_found, *decided, *own, *full, *reason, *audit;
};
inline constexpr ProposalKind of_license_types{.leaf = ledger::EntryKind::license_type_changed,
                                               .not_found = "TYPE_PROPOSAL_NOT_FOUND",
                                               .decided = "TYPE_PROPOSAL_DECIDED",
                                               .own = "TYPE_PROPOSAL_OWN",
                                               .full = "TYPE_PROPOSALS_FULL",
                                               .reason = "TYPE_REASON",
                                               .audit = "LEDGER_AUDIT_TYPE"};

struct Proposal {
  std::int64_t number = 0; // from 1, given by the register
  std::string id;          // random
  ProposedChange change = ProposedChange::publication;
  std::string code;
  int version = 0;    // that is published; of a withdrawal the one in force
  std::string file;   // empty for a withdrawal
  std::string reason; // of a withdrawal
  std::string proposed_by;
  Time proposed_at{};

  ProposalStatus status = ProposalStatus::waiting;
  std::int64_t decision = 0; // from 1, in the order of decisions
  std::string decided_by, refusal;
  Time decided_at{};

  std::uint64_t leaf = 0, decision_leaf = 0; // of the ledger
};

// What the ledger says of both.
ledger::Entry proposed_leaf(const ProposalKind& kind, const Proposal& proposal,
                            const ledger::Blinder& blinder);
ledger::Entry decided_leaf(const ProposalKind& kind, const Proposal& decided, const ledger::Blinder& blinder);

// As this room needs it; services/store implements it. Each call is one transaction with its leaf. STORE_…
class ProposalRegister {
 public:
  virtual ~ProposalRegister() = default;
  virtual Result<Proposal> record_proposal(Proposal proposal, const ledger::Entry& leaf) = 0;
  // not_found; decided: by somebody else meanwhile
  virtual Result<Proposal> record_decision(Proposal decided, const ledger::Entry& leaf) = 0;
  virtual Result<Proposal> find(std::int64_t number) = 0; // not_found
  virtual Result<std::vector<Proposal>> all() = 0;        // oldest first
};

} // namespace elicense::license
