// SPDX-License-Identifier: Apache-2.0
// 电子证照标识 (GB/T 36904): 1.2.156.3005.2.<type>.<issuer>.<serial>.<version>.<check>, check character by
// ISO/IEC 7064 MOD 37,36.
#pragma once
#include "crypto/random.hpp"
#include "crypto/result.hpp"

namespace elicense::license {

inline constexpr std::string_view identifier_root = "1.2.156.3005.2";
inline constexpr std::size_t min_issuer_size = 6, max_issuer_size = 18;
inline constexpr int max_version = 999;
inline constexpr std::size_t written_serial_size = 20, max_serial_size = 32;

struct Identifier {
  std::string type;   // 21 characters
  std::string issuer; // 18 when written, 6 to 18 accepted
  std::string serial; // at most 20 when written, 1 to 32 accepted
  int version = 1;    // 001 to 999

  static Result<Identifier> parse(std::string_view text); // IDENTIFIER_MALFORMED, IDENTIFIER_CHECK
  std::string text() const;
};

char mod_37_36(std::string_view characters);                   // [0-9A-Z]
std::string random_serial(const crypto::RandomSource& random); // 20 of [0-9A-Z], unbiased

} // namespace elicense::license
