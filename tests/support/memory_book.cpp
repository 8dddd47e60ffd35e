// SPDX-License-Identifier: Apache-2.0
#include "tests/support/memory_book.hpp"
#include "ledger/kind_rules.hpp"
#include "ledger/tree.hpp"

namespace elicense::test {

using namespace ledger;

Result<std::uint64_t> MemoryBook::append(const Entry& entry) {
  const std::lock_guard lock(mutex_);
  if (const auto good = check_kind_rules(entry); !good) throw std::invalid_argument(good.error().detail);
  if (refuses) return fail(ErrorKind::unavailable, "STORE_FULL");
  leaves.push_back(encode_entry(entry).value());
  return leaves.size() - 1;
}

Result<std::uint64_t> MemoryBook::size() const {
  const std::lock_guard lock(mutex_);
  return leaves.size();
}

Result<std::vector<Bytes>> MemoryBook::entries(std::uint64_t first, std::size_t count) const {
  const std::lock_guard lock(mutex_);
  if (first >= leaves.size()) return fail(ErrorKind::not_found, "LEDGER_RANGE");
  const auto begin = leaves.begin() + static_cast<std::ptrdiff_t>(first);
  return std::vector<Bytes>(begin,
                            begin + std::min(static_cast<std::ptrdiff_t>(count), leaves.end() - begin));
}

Result<Bytes> MemoryBook::read(const Tile& tile) const {
  const std::lock_guard lock(mutex_);
  const std::uint64_t span = std::uint64_t{1} << (tile_height * tile.level);
  const std::uint64_t first = tile.index * tile_width * span;
  if (first + tile.width * span > leaves.size()) return fail(ErrorKind::not_found, "LEDGER_RANGE");
  const TreeHash hash;
  Bytes hashes;
  for (std::uint64_t at = first; hashes.size() < tile.width * sizeof(Hash); at += span) {
    Tree tree(hash);
    for (std::uint64_t i = 0; i < span; ++i)
      tree.append(hash.leaf(leaves[at + i]));
    const Hash root = tree.root();
    hashes.insert(hashes.end(), root.begin(), root.end());
  }
  return hashes;
}

Result<void> MemoryBook::add_checkpoint(const SignedTree& tree) {
  const std::lock_guard lock(mutex_);
  checkpoints.push_back(tree);
  return {};
}

Result<std::optional<SignedTree>> MemoryBook::newest_checkpoint() const {
  const std::lock_guard lock(mutex_);
  if (checkpoints.empty()) return std::optional<SignedTree>{};
  return std::optional(checkpoints.back());
}

Entry entry_of(EntryKind kind, Time at) {
  Entry entry{.kind = kind, .at = at, .digests = {}, .references = {}, .word = "word", .number = 1};
  for (int role = 1; role <= static_cast<int>(DigestRole::file); ++role)
    entry.digests.push_back({static_cast<DigestRole>(role), {}});
  for (int role = 1; role <= static_cast<int>(ReferenceRole::subject); ++role)
    entry.references.push_back({static_cast<ReferenceRole>(role), {}});
  return entry;
}

const Blinder& test_blinder() {
  static const Blinder blinder{crypto::SecretBytes(min_blinding_key_size)};
  return blinder;
}

} // namespace elicense::test
