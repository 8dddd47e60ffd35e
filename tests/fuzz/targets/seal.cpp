// SPDX-License-Identifier: Apache-2.0
// Electronic seals V1, V4 and V5. Promises: what is accepted is DER, and no other bytes than the kit's pass
// for signed by its maker.
#include "crypto/seal.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace elicense::fuzz {

namespace {

bool is_good(ByteView signed_bytes) {
  static const auto good =
      kit_values("seal", [](ByteView file) { return crypto::decode_seal(file).value().signed_bytes; });
  return holds(good, signed_bytes);
}

} // namespace

void examine(ByteView input) {
  const auto seal = crypto::decode_seal(input);
  if (!seal) return;
  require(equal(seal->der, input) && equal(rewritten(input), input), "what is accepted is DER");
  const auto check = crypto::check_seal(*seal, kit_trust(), kit_time(), kit_time());
  if (worst(check.cryptography) == Outcome::passed && worst(check.trust) == Outcome::passed)
    require(is_good(seal->signed_bytes), "nobody else signs for the maker");
}

} // namespace elicense::fuzz
