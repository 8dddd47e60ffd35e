// SPDX-License-Identifier: Apache-2.0
// A key made once; a context for each operation, as the id demands.
#include "bench/raw_sm2.hpp"
#include <openssl/evp.h>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace elicense::bench {
namespace {

constexpr std::string_view id = "1234567812345678";
constexpr unsigned char message[32] = {'b', 'e', 'n', 'c', 'h'};

void demand(bool succeeded) {
  if (!succeeded) throw std::runtime_error("OpenSSL's SM2");
}

struct Operation { // the id belongs to the key's context
  explicit Operation(EVP_PKEY* pkey)
      : key(EVP_PKEY_CTX_new(pkey, nullptr), EVP_PKEY_CTX_free), digest(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
    demand(EVP_PKEY_CTX_set1_id(key.get(), id.data(), static_cast<int>(id.size())) == 1);
    EVP_MD_CTX_set_pkey_ctx(digest.get(), key.get());
  }
  std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> key;
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> digest;
};

} // namespace

struct RawSm2::Parts {
  std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key{EVP_PKEY_Q_keygen(nullptr, nullptr, "SM2"),
                                                          EVP_PKEY_free};
  std::vector<unsigned char> signature;
};

RawSm2::RawSm2() : parts_(std::make_unique<Parts>()) {
  sign();
}
RawSm2::~RawSm2() = default;

void RawSm2::sign() {
  const Operation operation(parts_->key.get());
  EVP_MD_CTX* const digest = operation.digest.get();
  parts_->signature.resize(80);
  std::size_t size = parts_->signature.size();
  demand(EVP_DigestSignInit(digest, nullptr, EVP_sm3(), nullptr, parts_->key.get()) == 1 &&
         EVP_DigestSign(digest, parts_->signature.data(), &size, message, sizeof message) == 1);
  parts_->signature.resize(size);
}

void RawSm2::verify() {
  const Operation operation(parts_->key.get());
  EVP_MD_CTX* const digest = operation.digest.get();
  demand(EVP_DigestVerifyInit(digest, nullptr, EVP_sm3(), nullptr, parts_->key.get()) == 1 &&
         EVP_DigestVerify(digest, parts_->signature.data(), parts_->signature.size(), message,
                          sizeof message) == 1);
}

} // namespace elicense::bench
