// SPDX-License-Identifier: Apache-2.0
// Structures as trees of elements, read as leniently as BER allows and written as DER: bytes that come back
// unchanged are DER. Not the product's reader, so that the two can be held against each other.
#pragma once
#include "crypto/bytes.hpp"
#include <optional>
#include <vector>

namespace elicense::test {

struct DerNode {
  std::uint8_t tag = 0;
  Bytes content;                 // of a primitive
  std::vector<DerNode> children; // of a constructed one

  bool is_constructed() const { return (tag & 0x20) != 0; }
};

std::optional<DerNode> read_ber(ByteView bytes); // one element and nothing behind it
Bytes write_der(const DerNode& node);
// The same structure, but with `bytes` in the place of the node at `place` (counted from the root, 0, as the
// nodes come in the file).
Bytes write_der_with(const DerNode& root, std::size_t place, ByteView bytes);
std::vector<DerNode> all_nodes(const DerNode& root); // in that order

bool is_der(ByteView bytes);

} // namespace elicense::test
