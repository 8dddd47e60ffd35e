// SPDX-License-Identifier: Apache-2.0
// Hashes of a Merkle tree (RFC 6962 section 2.1, RFC 9162 section 2.1.1). The hash is chosen once per tree:
// SM3 for our ledger, SHA-256 to check what others made.
#pragma once
#include "crypto/bytes.hpp"
#include <array>

namespace elicense::ledger {

using Hash = std::array<std::uint8_t, 32>;

enum class HashAlgorithm { sm3, sha256 };

class TreeHash {
 public:
  explicit TreeHash(HashAlgorithm algorithm = HashAlgorithm::sm3) : algorithm_(algorithm) {}

  Hash empty() const;                                   // the root of no leaves
  Hash leaf(ByteView content) const;                    // H(00 || content)
  Hash node(const Hash& left, const Hash& right) const; // H(01 || left || right)

 private:
  Hash digest(ByteView first, ByteView second) const;
  HashAlgorithm algorithm_;
};

} // namespace elicense::ledger
