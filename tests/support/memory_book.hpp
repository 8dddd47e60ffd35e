// SPDX-License-Identifier: Apache-2.0
// A ledger's book in memory, for tests; its fields may be spoiled.
#pragma once
#include "ledger/book.hpp"
#include <mutex>

namespace elicense::test {

class MemoryBook : public ledger::Book {
 public:
  Result<std::uint64_t> append(const ledger::Entry& entry) override;
  Result<std::uint64_t> size() const override;
  Result<std::vector<Bytes>> entries(std::uint64_t first, std::size_t count) const override;
  Result<Bytes> read(const ledger::Tile& tile) const override; // computed from the leaves
  Result<void> add_checkpoint(const ledger::SignedTree& tree) override;
  Result<std::optional<ledger::SignedTree>> newest_checkpoint() const override;

  std::vector<Bytes> leaves;
  bool refuses = false; // as a full disk does
  std::vector<ledger::SignedTree> checkpoints;

 private:
  mutable std::mutex mutex_;
};

// What the room's rules ask of an entry of that kind, with values of no meaning.
ledger::Entry entry_of(ledger::EntryKind kind, Time at = {});
const ledger::Blinder& test_blinder();

} // namespace elicense::test
