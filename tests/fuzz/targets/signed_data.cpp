// SPDX-License-Identifier: Apache-2.0
// GB/T 35275 SignedData. Promises: what is accepted is DER, and a signature that passes stands over the kit's
// content and attributes.
#include "crypto/signed_data.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace elicense::fuzz {

namespace {

constexpr std::string_view document = "<ofd:Signature/>";

bool is_good(const crypto::SignedData& candidate) {
  static const auto good =
      kit_values("signed_data", [](ByteView file) { return crypto::decode_signed_data(file).value(); });
  return std::ranges::any_of(good, [&](const crypto::SignedData& one) {
    return one.signer == candidate.signer && one.signed_attributes == candidate.signed_attributes &&
           one.signing_time == candidate.signing_time;
  });
}

bool is_of_the_kit(const std::optional<crypto::Certificate>& signer) {
  static const auto certificates = kit_files("certificate");
  return signer && holds(certificates, signer->der());
}

} // namespace

void examine(ByteView input) {
  const auto signed_data = crypto::decode_signed_data(input);
  if (!signed_data) return;
  require(equal(rewritten(input), input), "what is accepted is DER");
  (void)crypto::check_signed_data(*signed_data, as_bytes(document));
  const auto check = crypto::check_signed_digest(*signed_data, as_bytes(document));
  if (worst(check.steps) == Outcome::passed && is_of_the_kit(signed_data->signer))
    require(is_good(*signed_data), "nobody else signs for the signer");
}

} // namespace elicense::fuzz
