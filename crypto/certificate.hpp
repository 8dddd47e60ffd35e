// SPDX-License-Identifier: Apache-2.0
// X.509 certificates (RFC 5280) in the profile of GB/T 20518: SM2 throughout, RSA and ECDSA as met in real
// files.
#pragma once
#include "crypto/sm2.hpp"
#include "crypto/sm3.hpp"
#include "crypto/time.hpp"
#include <optional>
#include <set>

namespace elicense::crypto {

inline constexpr std::size_t max_certificate_size = 64 * KiB;

enum class KeyKind { sm2, rsa, ecdsa, other };

struct KeyUsage { // RFC 5280 4.2.1.3; absent means "not restricted"
  bool digital_signature = false, non_repudiation = false, key_encipherment = false,
       data_encipherment = false, key_agreement = false, key_cert_sign = false, crl_sign = false;
};

inline constexpr std::size_t max_serial_size = 20; // RFC 5280 4.1.2.2

// Cheap to copy; immutable. What was read, the key made from it and the issuer whose signature was found
// valid are kept for as long as the bytes keep coming: none of them depends on the time.
class Certificate {
 public:
  // CERTIFICATE_MALFORMED, CERTIFICATE_TOO_LARGE. Strict DER, nothing after it, no extension twice.
  static Result<Certificate> parse(ByteView der);
  static Result<std::vector<Certificate>> parse_pem(std::string_view pem);

  ByteView der() const;
  std::string pem() const;
  const std::string& subject() const; // RFC 2253, UTF-8
  const std::string& issuer() const;
  const std::string& common_name() const; // of the subject, may be empty
  ByteView subject_der() const;
  ByteView issuer_der() const;
  ByteView serial() const; // content of the INTEGER
  ByteView tbs() const;    // as received
  ByteView spki() const;
  Sm3Digest fingerprint() const; // SM3 of the DER
  int version() const;           // 3
  Time not_before() const;
  Time not_after() const;

  KeyKind key_kind() const;
  Result<Sm2PublicKey> sm2_key() const; // CERTIFICATE_KEY when it is not SM2
  bool is_ca() const;
  std::optional<int> path_length() const;
  std::optional<KeyUsage> key_usage() const;
  const std::set<std::string>& extended_key_usage() const; // OIDs; empty when absent
  bool extended_key_usage_critical() const;
  std::optional<Bytes> subject_key_id() const;
  std::optional<Bytes> authority_key_id() const;
  const std::vector<Bytes>& crl_distribution_names() const;     // GeneralNames, DER
  std::vector<std::string> unknown_critical_extensions() const; // OIDs
  bool is_development() const;                                  // carries our marker for development keys

  // The signature under `message` by this certificate's key; `algorithm` is the DER AlgorithmIdentifier found
  // beside the signature. SM2 with the default id. SIGNATURE_ALGORITHM when unknown, weak (MD5, SHA-1) or not
  // of this key's kind.
  Result<SignatureCheck> check_signature(ByteView message, ByteView algorithm, ByteView signature) const;
  // `this` was signed by `issuer` (name and signature; signatureAlgorithm must equal tbs.signature).
  Result<SignatureCheck> issued_by(const Certificate& issuer) const;

  friend bool operator==(const Certificate& a, const Certificate& b) { return equal(a.der(), b.der()); }

  struct Parsed;

 private:
  explicit Certificate(std::shared_ptr<const Parsed> parsed) : parsed_(std::move(parsed)) {}
  bool is_known_issuer(const Certificate& issuer) const;
  void remember_issuer(const Certificate& issuer) const;
  std::shared_ptr<const Parsed> parsed_;
};

} // namespace elicense::crypto
