// SPDX-License-Identifier: Apache-2.0
// One signature of a document, checked in every respect. Private to this room.
#pragma once
#include "verify/examination.hpp"
#include "verify/report.hpp"

namespace elicense::verify {

struct SignatureFinding {
  SignatureReport report;
  std::optional<Time> oldest_crl;

  // Its References may be counted for coverage. Whether the signer is trusted is another question.
  bool protects() const {
    return outcome_of(report.integrity) == Outcome::passed &&
           outcome_of(report.cryptography) == Outcome::passed;
  }
};

SignatureFinding check_signature(const Examination& examination, const ofd::Signature& signature);

} // namespace elicense::verify
