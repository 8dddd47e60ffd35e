// SPDX-License-Identifier: Apache-2.0
// One SM2 operation: a digest context whose key context carries the signer id. Private to crypto/.
#pragma once
#include "crypto/openssl/handles.hpp"
#include "crypto/result.hpp"

namespace elicense::crypto {

class Sm2Context {
 public:
  // OpenSSL takes an empty id when none is set, and signatures made so are useless to everybody else.
  Sm2Context(EVP_PKEY* key, std::string_view id)
      : key_(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr)), digest_(EVP_MD_CTX_new()) {
    require(key_ != nullptr && digest_ != nullptr &&
                EVP_PKEY_CTX_set1_id(key_.get(), id.data(), static_cast<int>(id.size())) == 1,
            "EVP_PKEY_CTX_set1_id");
    EVP_MD_CTX_set_pkey_ctx(digest_.get(), key_.get());
  }
  EVP_MD_CTX* digest() const { return digest_.get(); }

 private:
  PkeyContext key_;
  DigestContext digest_;
};

inline Error sm2_unavailable(std::string_view step) {
  return fail(ErrorKind::internal, "SM2_UNAVAILABLE", std::string(step) + ": " + drain_errors());
}

} // namespace elicense::crypto
