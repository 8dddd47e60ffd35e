// SPDX-License-Identifier: Apache-2.0
// Certificate revocation lists, checked by hand over the received bytes: OpenSSL 3.0 cannot set the SM2 id
// for them.
#pragma once
#include "crypto/certificate.hpp"

namespace elicense::crypto {

inline constexpr std::size_t max_crl_size = 16 * MiB;

class Crl {
 public:
  // CRL_MALFORMED, CRL_TOO_LARGE. CRL_UNSUPPORTED: delta and indirect lists, lists of some reasons only, and
  // critical extensions that are not known.
  static Result<Crl> parse(ByteView der);
  static Result<std::vector<Crl>> parse_pem(std::string_view pem);

  ByteView der() const; // as read
  ByteView issuer_der() const;
  Time this_update() const;
  std::optional<Time> next_update() const;
  // Remembers the last issuer asked about, so that a long list is not hashed again for every certificate.
  Result<SignatureCheck> issued_by(const Certificate& issuer) const;
  // The list speaks about `certificate`, a certificate of the same issuer, even where it does not name it.
  // Authorities that cut their list in parts say so by the distribution point (RFC 5280 5.2.5).
  bool covers(const Certificate& certificate) const;

  struct Entry {
    Time revoked_at;
    int reason = 0; // RFC 5280 5.3.1
  };
  std::optional<Entry> find(ByteView serial) const; // the earliest, when a serial number comes twice
  std::size_t size() const;

  struct Parsed;

 private:
  explicit Crl(std::shared_ptr<const Parsed> parsed) : parsed_(std::move(parsed)) {}
  std::shared_ptr<const Parsed> parsed_;
};

} // namespace elicense::crypto
