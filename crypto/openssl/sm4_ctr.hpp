// SPDX-License-Identifier: Apache-2.0
// SM4 in counter mode (GB/T 32907, GB/T 17964), one shot. Private to crypto/.
#pragma once
#include "crypto/bytes.hpp"

namespace elicense::crypto {

inline constexpr std::size_t sm4_key_size = 16;
inline constexpr std::size_t sm4_block_size = 16;

// Encrypts and decrypts: `out` is as long as `in`. The counter counts up in all of its 16 bytes.
void sm4_ctr(ByteView key, ByteView counter, ByteView in, std::span<std::uint8_t> out);

} // namespace elicense::crypto
