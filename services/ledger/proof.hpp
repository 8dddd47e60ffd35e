// SPDX-License-Identifier: Apache-2.0
// Making proofs (RFC 6962 sections 2.1.1 and 2.1.2) from stored hashes, in one read of O(log n) of them. What
// comes out is as good as the source: whoever passes a proof on checks it against the root first.
#pragma once
#include "ledger/nodes.hpp"

namespace elicense::ledger {

using Proof = std::vector<Hash>; // from the leaf's side to the root's

// That leaf `index` is in the tree of `size` leaves. LEDGER_RANGE unless index < size <= max_tree_size.
Result<Proof> inclusion_proof(const TreeHash& hash, const HashSource& source, std::uint64_t index,
                              std::uint64_t size);

// That the tree of `from` leaves is the beginning of that of `to`. Empty when from = to. LEDGER_RANGE unless
// 0 < from <= to <= max_tree_size: the empty tree is the beginning of all, there is nothing to prove.
Result<Proof> consistency_proof(const TreeHash& hash, const HashSource& source, std::uint64_t from,
                                std::uint64_t to);

} // namespace elicense::ledger
