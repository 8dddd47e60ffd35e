// SPDX-License-Identifier: Apache-2.0
// What a certificate says, and checking what was signed with its key.
#include "crypto/certificate_parsed.hpp"
#include "crypto/pem.hpp"
#include "crypto/signature_algorithm.hpp"

namespace elicense::crypto {
namespace {

KeyKind key_for(SignatureScheme scheme) {
  switch (scheme) {
  case SignatureScheme::sm2:
    return KeyKind::sm2;
  case SignatureScheme::ecdsa:
    return KeyKind::ecdsa;
  case SignatureScheme::rsa_pkcs1:
  case SignatureScheme::rsa_pss:
    break;
  }
  return KeyKind::rsa;
}

Result<Sm2PublicKey> subject_key(ByteView spki) {
  Result<Sm2PublicKey> key = Sm2PublicKey::from_spki(spki);
  if (!key) return fail(ErrorKind::malformed, "CERTIFICATE_KEY", key.error().code + " " + key.error().detail);
  return key;
}

} // namespace

ByteView Certificate::der() const {
  return parsed_->der;
}
std::string Certificate::pem() const {
  return write_pem("CERTIFICATE", parsed_->der);
}
const std::string& Certificate::subject() const {
  return parsed_->subject.text;
}
const std::string& Certificate::issuer() const {
  return parsed_->issuer.text;
}
const std::string& Certificate::common_name() const {
  return parsed_->subject.common_name;
}
ByteView Certificate::subject_der() const {
  return parsed_->subject_der;
}
ByteView Certificate::issuer_der() const {
  return parsed_->issuer_der;
}
ByteView Certificate::serial() const {
  return parsed_->serial;
}
ByteView Certificate::tbs() const {
  return parsed_->structure.to_be_signed.whole;
}
ByteView Certificate::spki() const {
  return parsed_->spki;
}
Sm3Digest Certificate::fingerprint() const {
  return sm3(parsed_->der);
}
int Certificate::version() const {
  return 3;
}
Time Certificate::not_before() const {
  return parsed_->not_before;
}
Time Certificate::not_after() const {
  return parsed_->not_after;
}
KeyKind Certificate::key_kind() const {
  return parsed_->key_kind;
}
bool Certificate::is_ca() const {
  return parsed_->extensions.is_ca;
}
std::optional<int> Certificate::path_length() const {
  return parsed_->extensions.path_length;
}
std::optional<KeyUsage> Certificate::key_usage() const {
  return parsed_->extensions.key_usage;
}
const std::set<std::string>& Certificate::extended_key_usage() const {
  return parsed_->extensions.extended_key_usage;
}
bool Certificate::extended_key_usage_critical() const {
  return parsed_->extensions.extended_key_usage_critical;
}
std::optional<Bytes> Certificate::subject_key_id() const {
  return parsed_->extensions.subject_key_id;
}
std::optional<Bytes> Certificate::authority_key_id() const {
  return parsed_->extensions.authority_key_id;
}
const std::vector<Bytes>& Certificate::crl_distribution_names() const {
  return parsed_->extensions.crl_distribution_names;
}
std::vector<std::string> Certificate::unknown_critical_extensions() const {
  return parsed_->extensions.unknown_critical;
}
bool Certificate::is_development() const {
  return parsed_->extensions.is_development;
}

Result<Sm2PublicKey> Certificate::sm2_key() const {
  if (key_kind() != KeyKind::sm2)
    return fail(ErrorKind::invalid, "CERTIFICATE_KEY", "the key is not an SM2 key");
  const std::lock_guard lock(parsed_->mutex);
  if (!parsed_->key) parsed_->key = subject_key(spki());
  return *parsed_->key;
}

Result<SignatureCheck> Certificate::check_signature(ByteView message, ByteView algorithm,
                                                    ByteView signature) const {
  const Result<SignatureAlgorithm> known = read_signature_algorithm(algorithm);
  if (!known) return known.error();
  if (key_for(known->scheme) != key_kind())
    return fail(ErrorKind::invalid, "SIGNATURE_ALGORITHM", "the algorithm does not fit the key");
  if (known->scheme != SignatureScheme::sm2) return check_sha2_signature(spki(), *known, message, signature);
  const Result<Sm2PublicKey> key = sm2_key();
  if (!key) return key.error();
  return key->check(message, signature);
}

Result<SignatureCheck> Certificate::issued_by(const Certificate& issuer) const {
  const SignedStructure& structure = parsed_->structure;
  const bool names_issuer = equal(issuer_der(), issuer.subject_der());
  if (!names_issuer || !equal(parsed_->inner_algorithm, structure.algorithm)) return SignatureCheck::invalid;
  if (is_known_issuer(issuer)) return SignatureCheck::valid;
  Result<SignatureCheck> answer = issuer.check_signature(tbs(), structure.algorithm, structure.signature);
  if (answer && *answer == SignatureCheck::valid) remember_issuer(issuer);
  return answer;
}

// The answer depends on this certificate's bytes and the issuer's key alone.
bool Certificate::is_known_issuer(const Certificate& issuer) const {
  const std::lock_guard lock(parsed_->mutex);
  return parsed_->signed_by && equal(*parsed_->signed_by, issuer.spki());
}

void Certificate::remember_issuer(const Certificate& issuer) const {
  const std::lock_guard lock(parsed_->mutex);
  parsed_->signed_by = to_bytes(issuer.spki());
}

} // namespace elicense::crypto
