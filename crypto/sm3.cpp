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
  Sm3 digest;
  digest.update(message);
  return digest.finish();
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
