// SPDX-License-Identifier: Apache-2.0
// SipHash-2-4 with 64 bits (Aumasson, Bernstein 2012): keyed digests for tables in memory, which nobody
// without the key can make collide. Not for signatures or anything that is kept.
#pragma once
#include "crypto/bytes.hpp"
#include <array>

namespace elicense::crypto {

using SipHashKey = std::array<std::uint8_t, 16>;

std::uint64_t siphash(const SipHashKey& key, ByteView message);

} // namespace elicense::crypto
