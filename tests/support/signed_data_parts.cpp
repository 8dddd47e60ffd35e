// SPDX-License-Identifier: Apache-2.0
// Element-wise SignedData for tests.
#include "tests/support/signed_data_parts.hpp"
#include "crypto/der.hpp"
#include "crypto/oid.hpp"
#include "tests/support/bytes.hpp"
#include "tests/support/certificate_recipe.hpp"

namespace elicense::test {
namespace der = crypto::der;
namespace oid = crypto::oid;

Bytes attribute(std::string_view type, ByteView value) {
  return der::wrap(der::sequence, {der::write_oid(type), der::wrap(der::set, value)});
}

SignedDataParts::SignedDataParts() {
  const crypto::Certificate& certificate = test_pki().signer.certificate;
  outer_type = der::write_oid(oid::gbt_35275_signed_data);
  version = signer_version = der::write_integer(1);
  digests = der::wrap(der::set, algorithm(oid::sm3));
  content_type = der::write_oid(oid::gbt_35275_data);
  content = der::write_octets(crypto::sm3(as_bytes(signed_file)));
  certificates = der::wrap(der::context(0), certificate.der());
  issuer = to_bytes(certificate.issuer_der());
  serial = der::wrap(der::integer, certificate.serial());
  digest_algorithm = algorithm(oid::sm3);
  signature_algorithm = algorithm(oid::sm2_sign);
}

Bytes SignedDataParts::signed_bytes() const {
  if (!attributes.empty()) return der::wrap(der::set, joined(attributes));
  return content.empty() ? to_bytes(signed_file) : to_bytes(der::Reader(content).any().value().content);
}

Bytes SignedDataParts::sign() const {
  const Bytes value = signature.empty() ? test_pki().signer.key->sign(signed_bytes()).value() : signature;
  const Bytes signer =
      der::wrap(der::sequence, {signer_version, der::wrap(der::sequence, {issuer, serial}), digest_algorithm,
                                attributes.empty() ? Bytes() : der::wrap(der::context(0), joined(attributes)),
                                signature_algorithm, der::write_octets(value), unsigned_attributes});
  const Bytes info = der::wrap(
      der::sequence, {content_type, content.empty() ? Bytes() : der::wrap(der::context(0), content)});
  const Bytes data =
      der::wrap(der::sequence,
                {version, digests, info, certificates, lists,
                 der::wrap(der::set, joined(std::vector<Bytes>(static_cast<std::size_t>(signers), signer)))});
  return der::wrap(der::sequence, {outer_type, der::wrap(der::context(0), data)});
}

} // namespace elicense::test
