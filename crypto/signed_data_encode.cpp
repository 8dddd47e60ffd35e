// SPDX-License-Identifier: Apache-2.0
// Making SignedData with one signer, in DER.
#include "crypto/der.hpp"
#include "crypto/oid.hpp"
#include "crypto/signed_data.hpp"
#include "crypto/signed_data_parts.hpp"
#include "crypto/signing_rules.hpp"

namespace elicense::crypto {
namespace {

// X.690 11.6: the elements of a SET OF in ascending order.
Bytes write_set_of(std::uint8_t tag, std::vector<Bytes> elements) {
  std::sort(elements.begin(), elements.end());
  Bytes content;
  for (const Bytes& element : elements)
    content = der::concat({content, element});
  return der::wrap(tag, content);
}

Bytes write_signer_info(const SignedDataShape& shape, const Certificate& certificate, ByteView signature) {
  const Bytes id =
      der::wrap(der::sequence, {certificate.issuer_der(), der::wrap(der::integer, certificate.serial())});
  const Bytes attributes =
      shape.attributes.empty() ? Bytes() : write_set_of(der::context(0), shape.attributes);
  return der::wrap(der::sequence, {der::write_integer(1), id, write_algorithm(oid::sm3), attributes,
                                   write_algorithm(shape.signature_algorithm), der::write_octets(signature)});
}

Bytes write_content(const SignedDataShape& shape, ByteView content) {
  const Bytes enclosed =
      shape.enclose_content ? der::wrap(der::context(0), der::write_octets(content)) : Bytes();
  return der::wrap(der::sequence, {der::write_oid(shape.content_type), enclosed});
}

} // namespace

Bytes write_algorithm(std::string_view oid) {
  return der::wrap(der::sequence, der::write_oid(oid));
}

Bytes write_attribute(std::string_view type, ByteView value) {
  return der::wrap(der::sequence, {der::write_oid(type), der::wrap(der::set, value)});
}

std::vector<Bytes> write_attributes(std::string_view content_type, ByteView content,
                                    std::vector<Bytes> further) {
  further.push_back(write_attribute(oid::content_type, der::write_oid(content_type)));
  further.push_back(write_attribute(oid::message_digest, der::write_octets(sm3(content))));
  return further;
}

Result<Bytes> assemble_signed_data(const SignedDataShape& shape, ByteView content,
                                   const Certificate& certificate, const Signer& signer) {
  if (!fits(certificate, signer)) return fail(ErrorKind::invalid, "SIGNER_KEY_MISMATCH");
  const Bytes message =
      shape.attributes.empty() ? to_bytes(content) : write_set_of(der::set, shape.attributes);
  const Result<Bytes> signature = signer.sign(message);
  if (!signature) return signature.error();
  const Bytes signed_data = der::wrap(
      der::sequence, {der::write_integer(shape.version), der::wrap(der::set, write_algorithm(oid::sm3)),
                      write_content(shape, content), der::wrap(der::context(0), certificate.der()),
                      der::wrap(der::set, write_signer_info(shape, certificate, *signature))});
  return der::wrap(der::sequence,
                   {der::write_oid(shape.outer_type), der::wrap(der::context(0), signed_data)});
}

Result<Bytes> make_signed_data(ByteView content, const SignedDataOptions& options,
                               const Certificate& certificate, const Signer& signer) {
  SignedDataShape shape{.outer_type = oid::gbt_35275_signed_data,
                        .content_type = oid::gbt_35275_data,
                        .signature_algorithm = oid::sm2_sign,
                        .enclose_content = options.enclose_content,
                        .attributes = {}};
  if (options.attributes)
    shape.attributes =
        write_attributes(oid::gbt_35275_data, content,
                         {write_attribute(oid::signing_time, der::write_utc_time(options.signing_time))});
  return assemble_signed_data(shape, content, certificate, signer);
}

} // namespace elicense::crypto
