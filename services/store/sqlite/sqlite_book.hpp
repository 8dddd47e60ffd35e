// SPDX-License-Identifier: Apache-2.0
// The ledger in the register's file, by its writer and readers.
#pragma once
#include "ledger/book.hpp"
#include "store/sqlite/reader_pool.hpp"
#include "store/sqlite/writer.hpp"

namespace elicense::store {

class SqliteBook final : public ledger::Book {
 public:
  SqliteBook(Writer& writer, ReaderPool& readers) : writer_(&writer), readers_(&readers) {}

  Result<std::uint64_t> append(const ledger::Entry& entry) override;
  Result<std::uint64_t> size() const override;
  Result<std::vector<Bytes>> entries(std::uint64_t first, std::size_t count) const override;
  Result<Bytes> read(const ledger::Tile& tile) const override;
  Result<void> add_checkpoint(const ledger::SignedTree& tree) override;
  Result<std::optional<ledger::SignedTree>> newest_checkpoint() const override;

 private:
  Writer* writer_;
  ReaderPool* readers_;
};

} // namespace elicense::store
