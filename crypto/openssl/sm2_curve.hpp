// SPDX-License-Identifier: Apache-2.0
// The recommended curve of GB/T 32918.5: its numbers, points on it, and keys that OpenSSL types "SM2".
// Private to crypto/.
#pragma once
#include "crypto/bytes.hpp"
#include "crypto/openssl/handles.hpp"
#include "crypto/secret.hpp"
#include <array>

namespace elicense::crypto::sm2_curve {

inline constexpr std::size_t number_size = 32;
inline constexpr std::size_t point_size = 1 + 2 * number_size; // 04 || x || y

using Number = std::array<std::uint8_t, number_size>; // big-endian: array comparison is numeric comparison

inline constexpr Number order = {0xff, 0xff, 0xff, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                                 0xff, 0xff, 0xff, 0xff, 0xff, 0x72, 0x03, 0xdf, 0x6b, 0x21, 0xc6,
                                 0x05, 0x2b, 0x53, 0xbb, 0xf4, 0x09, 0x39, 0xd5, 0x41, 0x23};

bool has_point(ByteView point); // uncompressed, both coordinates below p, the equation holds

// The public point of `scalar`; empty unless 1 <= scalar <= n - 2 (GB/T 32918.1 section 6.1).
Bytes public_point(const SecretBytes& scalar);

// Key type "SM2" always: OpenSSL signs with ECDSA on this curve when a key is typed "EC". The point is on the
// curve.
std::shared_ptr<EVP_PKEY> public_key(ByteView point);
std::shared_ptr<EVP_PKEY> private_key(const SecretBytes& scalar, ByteView point);
std::shared_ptr<EVP_PKEY> new_private_key();

Bytes point_of(EVP_PKEY* key);
SecretBytes scalar_of(EVP_PKEY* key);

} // namespace elicense::crypto::sm2_curve
