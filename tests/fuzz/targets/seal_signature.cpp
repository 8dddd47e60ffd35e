// SPDX-License-Identifier: Apache-2.0
// Seal signatures V1, V4 and V5. Promises: what is accepted is DER, and no other bytes than the kit's pass
// for signed by its signer.
#include "crypto/seal.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace elicense::fuzz {

namespace {

constexpr std::string_view document = "<ofd:Signature/>", path = "/Doc_0/Signs/Sign_0/Signature.xml";

bool is_good(ByteView signed_bytes) {
  static const auto good = kit_values("seal_signature", [](ByteView file) {
    return crypto::decode_seal_signature(file).value().signed_bytes;
  });
  return holds(good, signed_bytes);
}

} // namespace

void examine(ByteView input) {
  const auto signature = crypto::decode_seal_signature(input);
  if (!signature) return;
  require(equal(signature->der, input) && equal(rewritten(input), input), "what is accepted is DER");
  const auto check =
      crypto::check_seal_signature(*signature, as_bytes(document), path, kit_trust(), kit_time());
  if (worst(check.cryptography) == Outcome::passed && worst(check.trust) == Outcome::passed)
    require(is_good(signature->signed_bytes), "nobody else signs for the signer");
}

} // namespace elicense::fuzz
