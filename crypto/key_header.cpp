// SPDX-License-Identifier: Apache-2.0
#include "crypto/key_header.hpp"
#include "crypto/key_store.hpp"

namespace elicense::crypto {
namespace {

constexpr std::string_view magic = "ELKY";
constexpr std::uint8_t header_version = 1;
constexpr std::uint8_t development_flag = 1;
constexpr std::uint8_t passphrase_flag = 2;
constexpr std::uint8_t secret_flag = 4;

bool is_sound(const KeyHeader& header) {
  if (!header.passphrase) return header.salt == Bytes(key_salt_size) && header.iterations == 0;
  return header.iterations >= min_key_derivation_iterations &&
         header.iterations <= max_key_derivation_iterations;
}

} // namespace

Bytes write_key_header(const KeyHeader& header) {
  Bytes bytes = to_bytes(magic);
  bytes.push_back(header_version);
  bytes.push_back(static_cast<std::uint8_t>((header.development ? development_flag : 0) |
                                            (header.passphrase ? passphrase_flag : 0) |
                                            (header.secret ? secret_flag : 0)));
  append(bytes, header.salt);
  append_number(bytes, header.iterations, 4);
  return bytes;
}

Result<KeyHeader> read_key_header(ByteView file) {
  if (file.size() < key_header_size) return fail(ErrorKind::malformed, "KEY_MALFORMED", "cut off");
  const ByteView numbers = file.subspan(key_header_size - 4, 4);
  KeyHeader header;
  const std::uint8_t flags = file[magic.size() + 1];
  header.development = (flags & development_flag) != 0;
  header.passphrase = (flags & passphrase_flag) != 0;
  header.secret = (flags & secret_flag) != 0;
  header.salt = to_bytes(file.subspan(magic.size() + 2, key_salt_size));
  for (const std::uint8_t byte : numbers)
    header.iterations = header.iterations << 8 | byte;
  // What was not understood would be lost on writing it again.
  if (!equal(write_key_header(header), file.first(key_header_size)) || !is_sound(header)) {
    return fail(ErrorKind::malformed, "KEY_MALFORMED", "header");
  }
  return header;
}

} // namespace elicense::crypto
