// SPDX-License-Identifier: Apache-2.0
// Reliances and recalls as rows. What writes is called in the writer's turn.
#pragma once
#include "recall/recall_audit.hpp"
#include "recall/register.hpp"
#include "show/scan.hpp"
#include "store/sqlite/keyring.hpp"

namespace elicense::store {

crypto::Sm3Digest party_index(const Keyring& keyring, std::string_view party);

// In the transaction of a use; `code_id`: of the row of its use-code.
void count_reliance(Connection& connection, const Keyring& keyring, const std::string& code_id,
                    const std::string& license, const show::Scan& scan, Time at);

// "SELECT the columns of …", to be followed by WHERE. Each reads STORE_SEALED_FIELD, STORE_KEY_UNKNOWN
extern const std::string_view select_reliance;
Result<recall::Reliance> read_reliance(const Keyring& keyring, const Statement& row);
extern const std::string_view select_recall;
Result<recall::Recall> read_recall(Connection& connection, const Keyring& keyring, const Statement& row);

recall::Leaves leaves_of_recall(const Statement& row); // of select_recall

// With their leaves and events.
void insert_recall(Connection& connection, const Keyring& keyring, const recall::LeafedRecall& made);
void lift_recall(Connection& connection, const recall::LeafedRecall& lifted);
void answer_recall(Connection& connection, const recall::LeafedRecall& answered);

void erase_recalls(Connection& connection, const std::string& identifier); // and reliances, of a license

} // namespace elicense::store
