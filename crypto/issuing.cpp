// SPDX-License-Identifier: Apache-2.0
// Certificates, signed by an SM2 authority or by their own key.
#include "crypto/issuing.hpp"
#include "crypto/openssl/ecdsa.hpp"
#include "crypto/x509_write.hpp"

namespace elicense::crypto {
namespace {

struct Authority {
  Bytes name, key_id;
  std::string_view algorithm;
  x509::Sign sign;
};

Error invalid_request(std::string detail) {
  return fail(ErrorKind::invalid, "CERTIFICATE_REQUEST", std::move(detail));
}

Result<void> check(const CertificateRequest& request) {
  const bool is_tls = request.profile == CertificateProfile::tls_server;
  if (request.subject.common_name.empty()) return invalid_request("the common name is empty");
  if (request.subject.country.size() != 2) return invalid_request("the country is not of two letters");
  if (request.not_after <= request.not_before) return invalid_request("it ends before it begins");
  if (is_tls == request.dns_names.empty())
    return invalid_request("host names go with a TLS server, and only there");
  return {};
}

Result<Certificate> issue(const CertificateRequest& request, ByteView subject_spki,
                          const Authority& authority, const RandomSource& random) {
  if (Result<void> good = check(request); !good) return good.error();
  const Result<Bytes> subject_key_id = x509::key_id(subject_spki);
  if (!subject_key_id) return invalid_request("the public key cannot be read");
  const Bytes extensions = x509::certificate_extensions(request, *subject_key_id, authority.key_id);
  const Bytes tbs =
      der::wrap(der::sequence,
                {der::wrap(der::context(0), der::write_integer(2)), x509::random_serial(random),
                 x509::algorithm(authority.algorithm), authority.name,
                 der::wrap(der::sequence, {x509::time(request.not_before), x509::time(request.not_after)}),
                 x509::name(request.subject), subject_spki, der::wrap(der::context(3), extensions)});
  const Result<Bytes> certificate = x509::signed_structure(tbs, authority.algorithm, authority.sign);
  if (!certificate) return certificate.error();
  return Certificate::parse(*certificate);
}

x509::Sign signing_with(const Signer& signer) {
  return [&signer](ByteView message) { return signer.sign(message); };
}

Result<Authority> authority_of(const Certificate& issuer, const Signer& key) {
  if (Result<void> fits = x509::check_issuer_key(issuer, key); !fits) return fits.error();
  const Result<Bytes> id = x509::key_id_of(issuer);
  if (!id) return id.error();
  return Authority{to_bytes(issuer.subject_der()), *id, oid::sm2_with_sm3, signing_with(key)};
}

Result<Certificate> issue_to_itself(const CertificateRequest& request, ByteView spki,
                                    std::string_view algorithm, const x509::Sign& sign,
                                    const RandomSource& random) {
  const Result<Bytes> key_id = x509::key_id(spki);
  if (!key_id) return invalid_request("the public key cannot be read");
  return issue(request, spki, Authority{x509::name(request.subject), *key_id, algorithm, sign}, random);
}

} // namespace

Result<Certificate> issue_certificate(const CertificateRequest& request, ByteView subject_spki,
                                      const Certificate& issuer, const Signer& issuer_key,
                                      const RandomSource& random) {
  const Result<Authority> authority = authority_of(issuer, issuer_key);
  if (!authority) return authority.error();
  return issue(request, subject_spki, *authority, random);
}

Result<Certificate> issue_self_signed(const CertificateRequest& request, const Signer& key,
                                      const RandomSource& random) {
  const Bytes spki = key.public_key().spki();
  return issue_to_itself(request, spki, oid::sm2_with_sm3, signing_with(key), random);
}

Result<Certificate> issue_self_signed_tls(const CertificateRequest& request, const TlsKey& key,
                                          const RandomSource& random) {
  if (request.profile != CertificateProfile::tls_server)
    return invalid_request("a TLS key is for a TLS server");
  const auto sign = [&key](ByteView message) { return sign_ecdsa_sha256(key.pkcs8, message); };
  return issue_to_itself(request, key.spki, oid::ecdsa_with_sha256, sign, random);
}

} // namespace elicense::crypto
