// SPDX-License-Identifier: Apache-2.0
// SHA-256 by OpenSSL's digest.
#include "crypto/sha256.hpp"
#include "crypto/openssl/handles.hpp"

namespace elicense::crypto {

Sha256Digest sha256(std::initializer_list<ByteView> parts) {
  const DigestContext context(EVP_MD_CTX_new());
  require(context != nullptr && EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1,
          "EVP_DigestInit_ex");
  for (const ByteView part : parts)
    require(EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1, "EVP_DigestUpdate");
  Sha256Digest digest{};
  require(EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) == 1, "EVP_DigestFinal_ex");
  return digest;
}

} // namespace elicense::crypto
