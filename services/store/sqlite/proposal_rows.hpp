// SPDX-License-Identifier: Apache-2.0
// Proposals and their decisions as rows, each kind in two tables: by whom and why stands there sealed.
#pragma once
#include "license/proposal.hpp"
#include "store/sqlite/keyring.hpp"
#include "submission/matter_proposals.hpp"

namespace elicense::store {

struct ProposalTables {
  const license::ProposalKind& kind;
  std::string_view proposals, decisions;
};
inline constexpr ProposalTables type_tables{license::of_license_types, "type_proposals", "type_decisions"};
inline constexpr ProposalTables matter_tables{submission::of_matters, "matter_proposals", "matter_decisions"};

// Both in the writer's turn, with the leaf. The first answers the number.
std::int64_t insert_proposal(const ProposalTables& tables, Connection& connection, const Keyring& keyring,
                             const license::Proposal& proposal, const ledger::Entry& leaf);
void insert_decision(const ProposalTables& tables, Connection& connection, const Keyring& keyring,
                     const license::Proposal& decided, const ledger::Entry& leaf);

// STORE_SEALED_FIELD: a row was edited; STORE_KEY_UNKNOWN
Result<std::vector<license::Proposal>> read_proposals(const ProposalTables& tables, Connection& connection,
                                                      const Keyring& keyring);
Result<license::Proposal> read_proposal(const ProposalTables& tables, Connection& connection,
                                        const Keyring& keyring,
                                        std::int64_t number); // not_found of its kind

} // namespace elicense::store
