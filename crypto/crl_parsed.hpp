// SPDX-License-Identifier: Apache-2.0
// What a revocation list holds once read. Private to crl*.cpp.
#pragma once
#include "crypto/crl.hpp"
#include "crypto/signed_structure.hpp"
#include <mutex>

namespace elicense::crypto {

struct CrlScope { // issuingDistributionPoint, RFC 5280 5.2.5
  std::optional<std::vector<Bytes>> distribution_names;
  bool user_certificates_only = false, authorities_only = false, attribute_certificates_only = false;
};

struct RevokedSerial {
  ByteView serial; // without leading zeros
  Time revoked_at{};
  int reason = 0;
};

struct Crl::Parsed {
  Bytes der; // the views look into it
  SignedStructure structure;
  ByteView inner_algorithm, issuer_der;
  Time this_update{};
  std::optional<Time> next_update;
  std::vector<RevokedSerial> entries; // by serial number, then by time
  CrlScope scope;
  std::string unsupported; // why the list cannot be used

  mutable std::mutex mutex; // guards what follows
  mutable std::optional<std::pair<Certificate, SignatureCheck>> last_asked;
};

inline ByteView without_zeros(ByteView serial) {
  while (!serial.empty() && serial[0] == 0)
    serial = serial.subspan(1);
  return serial;
}

} // namespace elicense::crypto
