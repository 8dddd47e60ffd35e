// SPDX-License-Identifier: Apache-2.0
// Revocation lists, version 2 (RFC 5280 section 5), signed by an SM2 authority.
#include "crypto/issuing.hpp"
#include "crypto/x509_write.hpp"

namespace elicense::crypto {
namespace {

constexpr int last_reason = 10; // aACompromise, RFC 5280 5.3.1

// "unspecified" is said by saying nothing.
Bytes entry_extensions(int reason) {
  if (reason == 0) return {};
  const Bytes code = der::wrap(der::enumerated, Bytes{static_cast<std::uint8_t>(reason)});
  return der::wrap(der::sequence, x509::extension(oid::reason_code, false, code));
}

Bytes revoked_entries(const std::vector<RevokedCertificate>& revoked) {
  if (revoked.empty()) return {};
  Bytes entries;
  for (const RevokedCertificate& certificate : revoked) {
    const Bytes entry =
        der::wrap(der::sequence, {der::wrap(der::integer, certificate.serial),
                                  x509::time(certificate.revoked_at), entry_extensions(certificate.reason)});
    append(entries, entry);
  }
  return der::wrap(der::sequence, entries);
}

bool has_strange_entry(const std::vector<RevokedCertificate>& revoked) {
  return std::any_of(revoked.begin(), revoked.end(), [](const RevokedCertificate& entry) {
    return entry.serial.empty() || entry.serial.size() > max_serial_size || entry.reason < 0 ||
           entry.reason > last_reason;
  });
}

} // namespace

Result<Bytes> issue_crl(const Certificate& issuer, const Signer& issuer_key, Time this_update,
                        Time next_update, const std::vector<RevokedCertificate>& revoked,
                        std::int64_t number) {
  if (next_update <= this_update || number < 0 || has_strange_entry(revoked))
    return fail(ErrorKind::invalid, "CRL_REQUEST", "times, number or an entry cannot be written");
  if (Result<void> fits = x509::check_issuer_key(issuer, issuer_key); !fits) return fits.error();
  const Result<Bytes> key_id = x509::key_id_of(issuer);
  if (!key_id) return key_id.error();
  const Bytes extensions =
      der::wrap(der::sequence, {x509::authority_key_id(*key_id),
                                x509::extension(oid::crl_number, false, der::write_integer(number))});
  const Bytes tbs =
      der::wrap(der::sequence, {der::write_integer(1), x509::algorithm(oid::sm2_with_sm3),
                                issuer.subject_der(), x509::time(this_update), x509::time(next_update),
                                revoked_entries(revoked), der::wrap(der::context(0), extensions)});
  return x509::signed_structure(tbs, oid::sm2_with_sm3,
                                [&](ByteView message) { return issuer_key.sign(message); });
}

} // namespace elicense::crypto
