// SPDX-License-Identifier: Apache-2.0
// SM3 by OpenSSL's digest.
#include "crypto/sm3.hpp"
#include "crypto/openssl/handles.hpp"

namespace elicense::crypto {
namespace {

// Fetched once: OpenSSL would look it up for every digest.
const EVP_MD* algorithm() {
  static const Handle<EVP_MD, EVP_MD_free> fetched(EVP_MD_fetch(nullptr, "SM3", nullptr));
  return fetched.get();
}

} // namespace

Sm3Digest sm3(ByteView message) {
  return sm3_of_parts({message});
}

// The context of a thread is used again for every message: making one costs as much as a short message.
Sm3Digest sm3_of_parts(std::initializer_list<ByteView> parts) {
  thread_local const DigestContext context(EVP_MD_CTX_new());
  Sm3Digest digest{};
  bool worked = context != nullptr && EVP_DigestInit_ex(context.get(), algorithm(), nullptr) == 1;
  for (const ByteView part : parts)
    worked = worked && EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1;
  require(worked && EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) == 1, "EVP_Digest");
  return digest;
}

void Sm3::Free::operator()(evp_md_ctx_st* context) const {
  EVP_MD_CTX_free(context);
}

Sm3::Sm3() : context_(EVP_MD_CTX_new()) {
  require(context_ != nullptr && EVP_DigestInit_ex(context_.get(), algorithm(), nullptr) == 1,
          "EVP_DigestInit_ex");
}

void Sm3::update(ByteView part) {
  require(context_ != nullptr && EVP_DigestUpdate(context_.get(), part.data(), part.size()) == 1,
          "EVP_DigestUpdate");
}

Sm3Digest Sm3::finish() {
  Sm3Digest digest{};
  require(context_ != nullptr && EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr) == 1,
          "EVP_DigestFinal_ex");
  context_.reset();
  return digest;
}

} // namespace elicense::crypto
