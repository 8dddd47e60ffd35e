// SPDX-License-Identifier: Apache-2.0
// Secret bytes in OpenSSL's locked heap when there is one; the ordinary heap, wiped, when there is none or it
// is full.
#include "crypto/secret.hpp"
#include <algorithm>
#include <new>
#include <openssl/crypto.h>
#include <utility>

namespace elicense::crypto {
namespace {

std::uint8_t* allocate(std::size_t size) {
  if (size == 0) return nullptr;
  void* memory = OPENSSL_secure_zalloc(size); // the ordinary heap when no locked one was made
  if (memory == nullptr) memory = OPENSSL_zalloc(size);
  if (memory == nullptr) throw std::bad_alloc();
  return static_cast<std::uint8_t*>(memory);
}

// Knows by the address which heap the memory came from.
void release(std::uint8_t* data, std::size_t size) {
  OPENSSL_secure_clear_free(data, size);
}

} // namespace

SecretBytes::SecretBytes(std::size_t size) : data_(allocate(size)), size_(size) {}

SecretBytes::SecretBytes(ByteView copy_of) : SecretBytes(copy_of.size()) {
  std::ranges::copy(copy_of, data_);
}

SecretBytes::SecretBytes(SecretBytes&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept {
  if (this == &other) return *this;
  release(data_, size_);
  data_ = std::exchange(other.data_, nullptr);
  size_ = std::exchange(other.size_, 0);
  return *this;
}

SecretBytes::~SecretBytes() {
  release(data_, size_);
}

SecretBytes SecretBytes::clone() const {
  return SecretBytes(view());
}

void wipe(std::span<std::uint8_t> bytes) {
  OPENSSL_cleanse(bytes.data(), bytes.size());
}

} // namespace elicense::crypto
