// SPDX-License-Identifier: Apache-2.0
#include "ledger/tree_hash.hpp"
#include "crypto/sha256.hpp"
#include "crypto/sm3.hpp"
#include <algorithm>

namespace elicense::ledger {
namespace {

// RFC 9162 2.1.1: the prefixes keep a leaf from passing for a node (second preimage).
constexpr std::array<std::uint8_t, 1> leaf_prefix{0x00};
constexpr std::uint8_t node_prefix = 0x01;

} // namespace

Hash TreeHash::digest(ByteView first, ByteView second) const {
  return algorithm_ == HashAlgorithm::sha256 ? crypto::sha256({first, second})
                                             : crypto::sm3_of_parts({first, second});
}

Hash TreeHash::empty() const {
  return digest({}, {});
}

Hash TreeHash::leaf(ByteView content) const {
  return digest(leaf_prefix, content);
}

Hash TreeHash::node(const Hash& left, const Hash& right) const {
  std::array<std::uint8_t, 1 + 2 * sizeof(Hash)> content{node_prefix};
  std::ranges::copy(right, std::ranges::copy(left, content.begin() + 1).out);
  return digest(content, {});
}

} // namespace elicense::ledger
