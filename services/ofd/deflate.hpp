// SPDX-License-Identifier: Apache-2.0
// The compressed bytes of one ZIP member (RFC 1951) and its checksum.
#pragma once
#include "crypto/bytes.hpp"

namespace elicense::ofd {

Bytes deflate(ByteView content);

// False unless `packed` inflates to exactly the size of `content` and ends there; `inflated` grows by what
// was written, at least: on a fault the size of `content`.
bool inflate_exactly(ByteView packed, Bytes& content, std::size_t& inflated);

std::uint32_t crc32(ByteView content);

} // namespace elicense::ofd
