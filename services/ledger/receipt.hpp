// SPDX-License-Identifier: Apache-2.0
// Receipts: one text that proves offline that a leaf is in the ledger (the shape of C2SP tlog-proof). The
// first line is our own, because that of tlog-proof promises SHA-256 and ours is SM3.
#pragma once
#include "ledger/policy.hpp"
#include "ledger/proof.hpp"

namespace elicense::ledger {

inline constexpr std::string_view receipt_header = "elicense/tlog-proof-sm3@v1";
inline constexpr std::size_t max_receipt_extra = 4 * KiB;
inline constexpr std::size_t max_receipt_hashes = max_levels - 1; // the longest path there can be

struct Receipt {
  std::uint64_t index = 0;
  Bytes extra; // ours: the leaf. The proof vouches for it only when it is checked as the leaf.
  Proof proof;
  std::string checkpoint; // the note, as it was signed
};

// LEDGER_RECEIPT_MALFORMED, LEDGER_RECEIPT_TOO_LARGE. What parses is written back the same. The checkpoint is
// taken as it is; check_receipt() opens it.
Result<Receipt> parse_receipt(std::string_view text);
std::string write_receipt(const Receipt& receipt);

struct ProvenLeaf {
  std::uint64_t index = 0;
  OpenedCheckpoint tree;
};

// That the leaf is in a tree that the policy's log, and enough of its witnesses, signed. What
// open_checkpoint() and check_inclusion() say; LEDGER_RECEIPT_MALFORMED when the receipt carries another
// leaf.
Result<ProvenLeaf> check_receipt(const Receipt& receipt, ByteView leaf, const Policy& policy);
Result<ProvenLeaf> check_receipt(const Receipt& receipt, const Policy& policy); // of the leaf it carries

} // namespace elicense::ledger
