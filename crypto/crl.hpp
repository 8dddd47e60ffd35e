// SPDX-License-Identifier: Apache-2.0
// Certificate revocation lists, checked by hand over the received bytes: OpenSSL 3.0 cannot set the SM2 id for them.
#pragma once
#include "crypto/certificate.hpp"

namespace elicense::crypto {

inline constexpr std::size_t max_crl_size = 16 * 1024 * 1024;

class Crl {
 public:
  static Result<Crl> parse(ByteView der); // CRL_MALFORMED, CRL_TOO_LARGE; delta and indirect lists: CRL_UNSUPPORTED

  ByteView issuer_der() const;
  Time this_update() const;
  std::optional<Time> next_update() const;
  Result<SignatureCheck> issued_by(const Certificate& issuer) const;

  struct Entry {
    Time revoked_at;
    int reason = 0;
  };
  std::optional<Entry> find(ByteView serial) const;
  std::size_t size() const;

  struct Parsed;

 private:
  explicit Crl(std::shared_ptr<const Parsed> parsed) : parsed_(std::move(parsed)) {}
  std::shared_ptr<const Parsed> parsed_;
};

} // namespace elicense::crypto
