// SPDX-License-Identifier: Apache-2.0
// The ledger as rows: entries as they are hashed, and full tiles of hashes. There is no other state, so what
// a savepoint or transaction undoes is undone here too.
#pragma once
#include "ledger/entry.hpp"
#include "ledger/tile.hpp"
#include "store/sqlite/connection.hpp"

namespace elicense::store {

// Inside the transaction of the effect; answers the index of the leaf. Throws for an entry that has no
// encoding or breaks the rules of its kind: that is a fault of ours, and the effect must not happen.
std::uint64_t append_entry(Connection& connection, const ledger::Entry& entry);

std::uint64_t ledger_size(Connection& connection);
Result<Bytes> ledger_entry(Connection& connection, std::uint64_t index); // LEDGER_RANGE

// The tiles of the ledger, of any size up to the present one. LEDGER_RANGE for others.
class StoredTiles final : public ledger::TileSource {
 public:
  explicit StoredTiles(Connection& connection) : connection_(&connection) {}
  Result<Bytes> read(const ledger::Tile& tile) const override;

 private:
  Connection* connection_;
};

} // namespace elicense::store
