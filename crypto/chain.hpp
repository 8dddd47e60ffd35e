// SPDX-License-Identifier: Apache-2.0
// Building and checking a certificate chain as of a given time (RFC 5280 section 6, without policies and name
// constraints: a name constraint, even one that is not critical, is an unknown critical extension and fails).
#pragma once
#include "crypto/trust_store.hpp"

namespace elicense::crypto {

inline constexpr int max_chain_length = 8;
inline constexpr int max_chain_candidates = 64; // signatures tried while building

enum class Purpose { seal_maker, document_signer, time_stamping, tls_server };

struct ChainReport {
  // In this order, every one reported: CHAIN_BUILD, CHAIN_SIGNATURE, CHAIN_VALIDITY, CHAIN_CA,
  // CHAIN_PATH_LENGTH, CHAIN_KEY_USAGE, CHAIN_CRITICAL_EXTENSION, CHAIN_REVOCATION. CHAIN_BUILD is
  // undetermined when no anchor is known for the certificate, failed when the chain is too long.
  // CHAIN_SIGNATURE is failed when the named issuer is in the trust store but did not sign, or the algorithm
  // is weak. CHAIN_REVOCATION is undetermined when a list is missing or stale at `at`, failed when revoked at
  // or before `at`. Lists made after `at` count, if the certificate was still valid then.
  Steps steps;
  std::vector<Certificate> path;         // leaf first, anchor last
  std::optional<Time> revoked_at;        // of the leaf, also when later than `at`
  std::optional<Time> oldest_crl_update; // how old the facts are
  Outcome outcome() const { return worst(steps); }
};

ChainReport check_chain(const TrustStore& trust, const Certificate& leaf,
                        const std::vector<Certificate>& extra, Time at, Purpose purpose);

} // namespace elicense::crypto
