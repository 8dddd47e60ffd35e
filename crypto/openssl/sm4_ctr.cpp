// SPDX-License-Identifier: Apache-2.0
// SM4-CTR by OpenSSL.
#include "crypto/openssl/sm4_ctr.hpp"
#include "crypto/openssl/handles.hpp"
#include <limits>

namespace elicense::crypto {

void sm4_ctr(ByteView key, ByteView counter, ByteView in, std::span<std::uint8_t> out) {
  require(key.size() == sm4_key_size && counter.size() == sm4_block_size && out.size() == in.size() &&
              in.size() <= static_cast<std::size_t>(std::numeric_limits<int>::max()),
          "SM4-CTR with these sizes");
  const CipherContext context(EVP_CIPHER_CTX_new());
  int size = 0;
  require(context != nullptr &&
              EVP_EncryptInit_ex2(context.get(), EVP_sm4_ctr(), key.data(), counter.data(), nullptr) == 1 &&
              EVP_EncryptUpdate(context.get(), out.data(), &size, in.data(), static_cast<int>(in.size())) ==
                  1 &&
              static_cast<std::size_t>(size) == in.size(),
          "EVP_EncryptUpdate");
}

} // namespace elicense::crypto
