// SPDX-License-Identifier: Apache-2.0
// Changes of license types: proposed by one person, decided by another, kept for ever.
#pragma once
#include "ledger/blinder.hpp"
#include "ledger/entry.hpp"
#include <string>
#include <vector>

namespace elicense::license {

enum class TypeChange { publication, withdrawal };
enum class ProposalStatus { waiting, approved, refused };
std::string_view to_text(TypeChange change);     // "publication"
std::string_view to_text(ProposalStatus status); // "waiting"

struct TypeProposal {
  std::int64_t number = 0; // from 1, given by the register
  std::string id;          // random
  TypeChange change = TypeChange::publication;
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
ledger::Entry proposed_leaf(const TypeProposal& proposal, const ledger::Blinder& blinder);
ledger::Entry decided_leaf(const TypeProposal& decided, const ledger::Blinder& blinder);

// As this room needs it; services/store implements it. Each call is one transaction with its leaf. STORE_…
class TypeRegister {
 public:
  virtual ~TypeRegister() = default;
  virtual Result<TypeProposal> record_proposal(TypeProposal proposal, const ledger::Entry& leaf) = 0;
  // TYPE_PROPOSAL_NOT_FOUND; TYPE_PROPOSAL_DECIDED: by somebody else meanwhile
  virtual Result<TypeProposal> record_decision(TypeProposal decided, const ledger::Entry& leaf) = 0;
  virtual Result<TypeProposal> find(std::int64_t number) = 0; // TYPE_PROPOSAL_NOT_FOUND
  virtual Result<std::vector<TypeProposal>> all() = 0;        // oldest first
};

} // namespace elicense::license
