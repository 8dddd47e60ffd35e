// SPDX-License-Identifier: Apache-2.0
// SM3 (GB/T 32905-2016), 32-byte digests.
#pragma once
#include "crypto/bytes.hpp"
#include <array>
#include <initializer_list>
#include <memory>

struct evp_md_ctx_st;

namespace elicense::crypto {

using Sm3Digest = std::array<std::uint8_t, 32>;

Sm3Digest sm3(ByteView message);
Sm3Digest sm3_of_parts(std::initializer_list<ByteView> parts); // of them in a row

class Sm3 { // for messages that arrive in parts
 public:
  Sm3();
  void update(ByteView part);
  Sm3Digest finish(); // once

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const;
  };
  std::unique_ptr<evp_md_ctx_st, Free> context_;
};

} // namespace elicense::crypto
