// SPDX-License-Identifier: Apache-2.0
// SHA-256 (FIPS 180-4), 32-byte digests: only to check what others made, and for readers without SM3.
// What we make is hashed with SM3.
#pragma once
#include "crypto/bytes.hpp"
#include <array>
#include <initializer_list>

namespace elicense::crypto {

using Sha256Digest = std::array<std::uint8_t, 32>;

Sha256Digest sha256(std::initializer_list<ByteView> parts); // of one message

} // namespace elicense::crypto
