// SPDX-License-Identifier: Apache-2.0
// Bytes and their text forms. Decoders are strict: no blanks, no wrong padding, no odd digit.
#pragma once
#include "crypto/result.hpp"
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace elicense {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

inline constexpr std::size_t KiB = 1024, MiB = 1024 * KiB;

ByteView as_bytes(std::string_view text);
std::string_view as_text(ByteView bytes);
Bytes to_bytes(ByteView bytes);
Bytes to_bytes(std::string_view text);
void append(Bytes& to, ByteView bytes);
void append_number(Bytes& to, std::uint64_t number, std::size_t size = 8); // big-endian, in `size` bytes
void append_sized(Bytes& to, ByteView bytes);                              // behind their number
bool equal(ByteView a, ByteView b); // not constant time: for public values

std::string to_hex(ByteView bytes); // lower case
Result<Bytes> from_hex(std::string_view text);
std::string to_base64(ByteView bytes);
Result<Bytes> from_base64(std::string_view text); // RFC 4648 section 4, padded, nothing else
std::string to_base64url(ByteView bytes);         // RFC 4648 section 5, without padding

} // namespace elicense
