// SPDX-License-Identifier: Apache-2.0
// Randomness, passed in like the clock: rooms take a RandomSource, main hands them system_random.
#pragma once
#include "crypto/bytes.hpp"
#include <functional>

namespace elicense::crypto {

using RandomSource = std::function<void(std::span<std::uint8_t>)>;

void system_random(std::span<std::uint8_t> out); // OpenSSL's DRBG; throws if it cannot be seeded
Bytes random_bytes(const RandomSource& random, std::size_t size);
std::string random_id(const RandomSource& random);    // 16 bytes, as hex: names a thing
std::string random_token(const RandomSource& random); // 32 bytes, as base64url: nobody guesses it

} // namespace elicense::crypto
