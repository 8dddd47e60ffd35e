// SPDX-License-Identifier: Apache-2.0
// References that only the holder of a key can make and find again: HMAC-SM3. Nobody else can guess a citizen
// number out of a leaf, and once the key is destroyed nobody can.
#pragma once
#include "crypto/secret.hpp"
#include "ledger/tree_hash.hpp"

namespace elicense::ledger {

enum class ReferenceRole : std::uint8_t { // to whom or what
  license = 1,
  holder = 2,
  seal = 3,
  operator_ = 4, // who did it
  client = 5,    // by which system
  matter_case = 6,
  use_code = 7,
  device = 8,
  mandate = 9,
  subject = 10, // whose right, role or key it is about
};

inline constexpr std::size_t min_blinding_key_size = 32; // as long as the tag (RFC 2104 section 3)

class Blinder {
 public:
  explicit Blinder(crypto::SecretBytes key); // throws when it is too short: that is a wrong set-up
  // HMAC-SM3(key, role byte || value): the same value in another role is another reference.
  Hash reference(ReferenceRole role, std::string_view value) const;

 private:
  crypto::SecretBytes key_;
};

} // namespace elicense::ledger
