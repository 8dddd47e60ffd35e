// SPDX-License-Identifier: Apache-2.0
// Making certificates and CRLs: for the development PKI and the tests. Profiles follow GB/T 20518, SM2 with
// the default id.
#pragma once
#include "crypto/certificate.hpp"
#include "crypto/random.hpp"
#include "crypto/signer.hpp"

namespace elicense::crypto {

enum class CertificateProfile {
  root,         // CA, self-signed, keyCertSign + cRLSign
  intermediate, // CA with path length 0
  seal_maker,   // 制章者: digitalSignature + nonRepudiation
  signer,       // 签章者: digitalSignature + nonRepudiation
  tsa,          // critical EKU id-kp-timeStamping only
  tls_server,   // P-256 or SM2 key, serverAuth, subjectAltName
};

struct CertificateName {
  std::string country = "CN";
  std::string organization;
  std::string common_name;
};

struct CertificateRequest {
  CertificateProfile profile = CertificateProfile::signer;
  CertificateName subject;
  Time not_before;
  Time not_after;
  bool development = true;                // writes the marker extension
  std::vector<std::string> dns_names;     // tls_server only; "127.0.0.1" and "::1" become IP addresses
  std::vector<std::string> crl_locations; // URLs
};

// CERTIFICATE_REQUEST when a field is empty or does not go with the profile; ISSUER_KEY_MISMATCH when the key
// is not the issuer's.
Result<Certificate> issue_certificate(const CertificateRequest& request, ByteView subject_spki,
                                      const Certificate& issuer, const Signer& issuer_key,
                                      const RandomSource& random);
Result<Certificate> issue_self_signed(const CertificateRequest& request, const Signer& key,
                                      const RandomSource& random);

struct RevokedCertificate {
  Bytes serial;
  Time revoked_at;
  int reason = 0; // RFC 5280 5.3.1
};

Result<Bytes> issue_crl(const Certificate& issuer, const Signer& issuer_key, Time this_update,
                        Time next_update, const std::vector<RevokedCertificate>& revoked,
                        std::int64_t number);

// The TLS server key is ECDSA P-256, because browsers and curl do not speak SM2. PKCS#8 and SPKI.
struct TlsKey {
  SecretBytes pkcs8;
  Bytes spki;
};
TlsKey generate_tls_key();
// For development: ecdsa-with-SHA256 over itself; the profile is tls_server.
Result<Certificate> issue_self_signed_tls(const CertificateRequest& request, const TlsKey& key,
                                          const RandomSource& random);

} // namespace elicense::crypto
