// SPDX-License-Identifier: Apache-2.0
// How the file of a key begins (key_store.cpp has its whole form).
#pragma once
#include "crypto/bytes.hpp"
#include "crypto/result.hpp"

namespace elicense::crypto {

inline constexpr std::size_t key_salt_size = 16;
inline constexpr std::size_t key_header_size = 4 + 2 + key_salt_size + 4;

struct KeyHeader {
  bool development = false;
  bool passphrase = false;
  bool secret = false;
  Bytes salt = Bytes(key_salt_size);
  std::uint32_t iterations = 0;
};

Bytes write_key_header(const KeyHeader& header);
Result<KeyHeader> read_key_header(ByteView file); // KEY_MALFORMED

} // namespace elicense::crypto
