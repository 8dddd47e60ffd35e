// SPDX-License-Identifier: Apache-2.0
// HMAC-SM3 (RFC 2104 over SM3) and comparison in constant time.
#pragma once
#include "crypto/sm3.hpp"

namespace elicense::crypto {

Sm3Digest hmac_sm3(ByteView key, ByteView message);
bool equal_in_constant_time(ByteView a, ByteView b);

} // namespace elicense::crypto
