// SPDX-License-Identifier: Apache-2.0
// SIGNED{} of X.509: what certificates and revocation lists have in common.
#pragma once
#include "crypto/der_fields.hpp"

namespace elicense::crypto {

struct SignedStructure {
  der::Element to_be_signed;
  ByteView algorithm; // AlgorithmIdentifier, DER
  ByteView signature;
};

inline SignedStructure read_signed_structure(der::Fields structure) {
  SignedStructure out;
  out.to_be_signed = structure.element(der::sequence);
  out.algorithm = structure.element(der::sequence).whole;
  out.signature = structure.bits_view();
  structure.end();
  return out;
}

} // namespace elicense::crypto
