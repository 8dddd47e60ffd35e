// SPDX-License-Identifier: Apache-2.0
// Reading certificates (RFC 5280 4.1).
#include "crypto/certificate_parsed.hpp"
#include "crypto/oid.hpp"
#include "crypto/pem.hpp"
#include "crypto/recent.hpp"
#include "crypto/x509_oid.hpp"

namespace elicense::crypto {
namespace {

using ParsedCertificate = Certificate::Parsed;

// The same few authorities and signers come with every document. What is larger than they are is not kept.
constexpr std::size_t kept_certificates = 1024, max_kept_size = 8 * KiB;

constexpr std::int64_t version_3 = 2; // RFC 5280 4.1.2.1, as it is encoded

ByteView read_serial(der::Fields& tbs) {
  const der::Element serial = tbs.element(der::integer);
  const Result<Bytes> value = der::Reader(serial.whole).unsigned_integer(max_serial_size);
  tbs.require(value && *value != Bytes{0}, "serial number is not positive, or too long");
  return serial.content;
}

KeyKind kind_of(const std::string& algorithm, const std::string& curve) {
  if (algorithm == oid::rsa_encryption) return KeyKind::rsa;
  if (algorithm != oid::ec_public_key) return KeyKind::other;
  if (curve == oid::sm2_curve) return KeyKind::sm2;
  const bool is_known = curve == oid::p256_curve || curve == oid::p384_curve || curve == oid::p521_curve;
  return is_known ? KeyKind::ecdsa : KeyKind::other;
}

KeyKind read_key_kind(der::Fields spki) {
  der::Fields identifier = spki.enter(der::sequence);
  const std::string algorithm = identifier.object_identifier();
  const KeyKind kind = kind_of(algorithm, identifier.next_is(der::oid) ? identifier.object_identifier() : "");
  spki.bits();
  spki.end();
  return kind;
}

void read_tbs_certificate(der::Fields tbs, der::Failure& failure, ParsedCertificate& out) {
  der::Fields version = tbs.enter(der::context(0));
  version.require(version.integer() == version_3, "certificate is not version 3");
  out.serial = read_serial(tbs);
  out.inner_algorithm = tbs.element(der::sequence).whole;
  const der::Element issuer = tbs.element(der::sequence);
  der::Fields validity = tbs.enter(der::sequence);
  out.not_before = validity.time();
  out.not_after = validity.time();
  validity.end();
  const der::Element subject = tbs.element(der::sequence);
  const der::Element spki = tbs.element(der::sequence);
  for (const int unique_id : {1, 2}) // RFC 5280 4.1.2.8: old, without meaning here
    if (tbs.next_is(der::context_primitive(unique_id))) tbs.element();
  if (tbs.next_is(der::context(3)))
    out.extensions = read_certificate_extensions(tbs.enter(der::context(3)).enter(der::sequence), failure);
  tbs.end();

  out.issuer_der = issuer.whole;
  out.issuer = read_name(tbs.into(issuer));
  out.subject_der = subject.whole;
  out.subject = read_name(tbs.into(subject));
  out.spki = spki.whole;
  out.key_kind = read_key_kind(tbs.into(spki));
}

Result<std::shared_ptr<const ParsedCertificate>> read(ByteView der) {
  auto parsed = std::make_shared<ParsedCertificate>();
  parsed->der = to_bytes(der);
  der::Failure failure(parsed->der);
  der::Fields certificate(parsed->der, der::sequence, failure);
  parsed->structure = read_signed_structure(certificate);
  read_tbs_certificate(certificate.into(parsed->structure.to_be_signed), failure, *parsed);
  if (failure.happened()) return failure.as(ErrorKind::malformed, "CERTIFICATE_MALFORMED");
  return std::shared_ptr<const ParsedCertificate>(std::move(parsed));
}

} // namespace

Result<Certificate> Certificate::parse(ByteView der) {
  static Recent<std::shared_ptr<const ParsedCertificate>> recent(kept_certificates);
  if (der.size() > max_certificate_size)
    return fail(ErrorKind::too_large, "CERTIFICATE_TOO_LARGE", std::to_string(der.size()) + " bytes");
  if (auto known = recent.find(der)) return Certificate(*std::move(known));
  auto parsed = read(der);
  if (!parsed) return parsed.error();
  if (der.size() <= max_kept_size) recent.keep(der, *parsed);
  return Certificate(*std::move(parsed));
}

Result<std::vector<Certificate>> Certificate::parse_pem(std::string_view pem) {
  const Result<std::vector<Bytes>> blocks = read_pem("CERTIFICATE", pem);
  if (!blocks) return fail(ErrorKind::malformed, "CERTIFICATE_MALFORMED", blocks.error().detail);
  std::vector<Certificate> certificates;
  for (const Bytes& block : *blocks) {
    Result<Certificate> certificate = parse(block);
    if (!certificate) return certificate.error();
    certificates.push_back(std::move(*certificate));
  }
  return certificates;
}

} // namespace elicense::crypto
