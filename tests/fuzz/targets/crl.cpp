// SPDX-License-Identifier: Apache-2.0
// Certificate revocation lists. Promises: what is accepted is DER, and no other bytes than the kit's pass for
// issued by its authorities.
#include "crypto/crl.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace elicense::fuzz {

namespace {

bool is_issued(const crypto::Crl& list) {
  return std::ranges::any_of(kit_trust().intermediates(), [&](const crypto::Certificate& issuer) {
    const auto checked = list.issued_by(issuer);
    return checked && *checked == crypto::SignatureCheck::valid;
  });
}

} // namespace

void examine(ByteView input) {
  static const auto good = kit_files("crl");
  const auto list = crypto::Crl::parse(input);
  if (!list) return;
  require(equal(rewritten(input), input), "what is accepted is DER");
  for (const crypto::Certificate& certificate : kit_trust().intermediates()) {
    (void)list->covers(certificate);
    (void)list->find(certificate.serial());
  }
  if (is_issued(*list)) require(holds(good, input), "nobody else revokes for the authority");
}

} // namespace elicense::fuzz
