// SPDX-License-Identifier: Apache-2.0
// The compressed bytes of one ZIP member (RFC 1951) and its checksum.
#pragma once
#include "crypto/bytes.hpp"

namespace elicense::ofd {

Bytes deflate(ByteView content);

// False unless `packed` inflates to exactly the size of `content` and ends there.
bool inflate_exactly(ByteView packed, Bytes& content);

std::uint32_t crc32(ByteView content);

} // namespace elicense::ofd
