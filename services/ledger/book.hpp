// SPDX-License-Identifier: Apache-2.0
// The ledger as a store keeps it; services/store implements it. Leaves are written by the store in the
// transaction of their effect; `append` is for effects that are not in the store.
#pragma once
#include "ledger/entry.hpp"
#include "ledger/tile.hpp"

namespace elicense::ledger {

struct SignedTree {
  std::uint64_t size = 0;
  std::string note; // the signed checkpoint
};

inline constexpr std::size_t max_entries_read = 256; // at once: those under one tile

// What is acknowledged is durable, and what was read stays true: the ledger only grows. STORE_UNAVAILABLE,
// STORE_FULL, STORE_BUSY
class Book : public TileSource { // read() answers tiles of any size there was; LEDGER_RANGE
 public:
  // Answers the index of the leaf. Throws for an entry that breaks the rules of its kind.
  virtual Result<std::uint64_t> append(const Entry& entry) = 0;
  virtual Result<std::uint64_t> size() const = 0;
  // As they were hashed; fewer at the end of the ledger. LEDGER_RANGE when there is none.
  virtual Result<std::vector<Bytes>> entries(std::uint64_t first, std::size_t count) const = 0;

  virtual Result<void> add_checkpoint(const SignedTree& tree) = 0;
  virtual Result<std::optional<SignedTree>> newest_checkpoint() const = 0;
};

} // namespace elicense::ledger
