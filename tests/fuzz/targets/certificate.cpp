// SPDX-License-Identifier: Apache-2.0
// Certificates and their chains. Promises: what is accepted is DER and survives PEM, and no other bytes than
// the kit's pass for issued under its anchor.
#include "crypto/chain.hpp"
#include "observe/utf8.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace elicense::fuzz {

namespace {

using crypto::Certificate;

bool is_good(const Certificate& certificate) {
  static const auto good = kit_files("certificate");
  return holds(good, certificate.der());
}

bool is_issued(const Certificate& certificate) {
  return std::ranges::any_of(kit_trust().intermediates(), [&](const Certificate& issuer) {
    const auto checked = certificate.issued_by(issuer);
    return checked && *checked == crypto::SignatureCheck::valid;
  });
}

} // namespace

void examine(ByteView input) {
  const auto certificate = Certificate::parse(input);
  if (!certificate) return;
  require(equal(rewritten(input), input), "what is accepted is DER");
  for (const std::string* name :
       {&certificate->subject(), &certificate->issuer(), &certificate->common_name()})
    require(observe::is_utf8(*name), "names are UTF-8");
  const auto from_pem = Certificate::parse_pem(certificate->pem());
  require(from_pem && from_pem->size() == 1 && from_pem->front() == *certificate, "PEM gives the same");
  const bool trusted =
      check_chain(kit_trust(), *certificate, {*certificate}, kit_time(), crypto::Purpose::document_signer)
          .outcome() == Outcome::passed;
  if (trusted || is_issued(*certificate))
    require(is_good(*certificate), "nobody else issues for the authority");
}

} // namespace elicense::fuzz
