// SPDX-License-Identifier: Apache-2.0
// A small PKI of its own for tests: root, intermediate, and under it seal maker, signer and time-stamp
// authority. All SM2, fixed times, keys made once per process. What is broken on purpose is made by
// certificate_recipe.hpp.
#pragma once
#include "crypto/issuing.hpp"
#include "crypto/trust_store.hpp"

namespace elicense::test {

Time utc(std::string_view rfc3339); // throws when it is none

// A certificate and the key that belongs to it.
struct Identity {
  crypto::Certificate certificate;
  std::shared_ptr<const crypto::Signer> key;
};

std::shared_ptr<const crypto::Signer> new_key();

struct TrustOptions {
  bool with_crls = true;
  Time this_update, next_update; // of both lists
  std::vector<crypto::RevokedCertificate> revoked_by_root, revoked_by_intermediate;
  TrustOptions();
};

struct TestPki {
  Time start;  // 2026-01-01, when all certificates begin
  Time now;    // 2026-06-15, when the trust store is loaded; the CRLs are of 2026-06-01, the next due on
               // 2027-01-01
  Time finish; // 2031-01-01, when signer, seal maker and TSA end; the authorities end in 2046
  Identity root, intermediate, seal_maker, signer, tsa;

  crypto::TrustStore trust(const TrustOptions& options = {}) const;
  // One more certificate, signed by the intermediate.
  Identity issue(crypto::CertificateProfile profile, const std::string& common_name) const;
  Identity issue(const crypto::CertificateRequest& request) const;
  crypto::CertificateRequest request(crypto::CertificateProfile profile,
                                     const std::string& common_name) const;
};

const TestPki& test_pki();
const Identity& stranger(); // of no authority that anybody trusts

crypto::RevokedCertificate revoked(const Identity& identity, Time at, int reason = 0);
crypto::Crl crl_of(const Identity& issuer, Time this_update, Time next_update,
                   const std::vector<crypto::RevokedCertificate>& revoked = {});

} // namespace elicense::test
