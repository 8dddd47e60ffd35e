// SPDX-License-Identifier: Apache-2.0
// Bytes that nobody else may see: wiped when they go, never copied silently, never printed.
#pragma once
#include "crypto/bytes.hpp"

namespace elicense::crypto {

class SecretBytes {
 public:
  explicit SecretBytes(std::size_t size = 0);
  explicit SecretBytes(ByteView copy_of); // the source is the caller's to wipe
  SecretBytes(SecretBytes&&) noexcept;
  SecretBytes& operator=(SecretBytes&&) noexcept;
  ~SecretBytes();

  SecretBytes clone() const;
  ByteView view() const { return {data_, size_}; }
  std::span<std::uint8_t> span() { return {data_, size_}; }
  std::size_t size() const { return size_; }

 private:
  std::uint8_t* data_ = nullptr; // in OpenSSL's locked heap when prepare_process() made one
  std::size_t size_ = 0;
};

void wipe(std::span<std::uint8_t> bytes);

} // namespace elicense::crypto
