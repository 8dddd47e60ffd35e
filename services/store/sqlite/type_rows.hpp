// SPDX-License-Identifier: Apache-2.0
// Proposals for license types and their decisions as rows: by whom and why stands there sealed.
#pragma once
#include "license/type_proposal.hpp"
#include "store/sqlite/keyring.hpp"

namespace elicense::store {

// Both in the writer's turn, with the leaf. The first answers the number.
std::int64_t insert_proposal(Connection& connection, const Keyring& keyring,
                             const license::TypeProposal& proposal, const ledger::Entry& leaf);
void insert_decision(Connection& connection, const Keyring& keyring, const license::TypeProposal& decided,
                     const ledger::Entry& leaf);

// STORE_SEALED_FIELD: a row was edited; STORE_KEY_UNKNOWN
Result<std::vector<license::TypeProposal>> read_proposals(Connection& connection, const Keyring& keyring);
Result<license::TypeProposal> read_proposal(Connection& connection, const Keyring& keyring,
                                            std::int64_t number); // TYPE_PROPOSAL_NOT_FOUND

} // namespace elicense::store
