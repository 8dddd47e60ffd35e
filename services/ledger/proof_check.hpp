// SPDX-License-Identifier: Apache-2.0
// Checking proofs that come from anywhere (RFC 9162 sections 2.1.3.2 and 2.1.4.2): total, and at most two
// hashes for each hash of the proof.
#pragma once
#include "ledger/nodes.hpp"

namespace elicense::ledger {

struct TreeHead {
  std::uint64_t size = 0;
  Hash root{};
  friend bool operator==(const TreeHead&, const TreeHead&) = default;
};

// LEDGER_PROOF_MALFORMED: there can be no such proof (a size, an index or the number of hashes does not fit).
// LEDGER_PROOF_WRONG: it leads to another root.
Result<void> check_inclusion(const TreeHash& hash, const Hash& leaf, std::uint64_t index,
                             const TreeHead& tree, std::span<const Hash> proof);
// Between equal sizes the proof is empty. From the empty tree there is none: it is the beginning of every
// tree.
Result<void> check_consistency(const TreeHash& hash, const TreeHead& from, const TreeHead& to,
                               std::span<const Hash> proof);

} // namespace elicense::ledger
