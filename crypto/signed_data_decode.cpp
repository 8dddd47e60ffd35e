// SPDX-License-Identifier: Apache-2.0
// SignedData: GB/T 35275, and RFC 5652 as time-stamp tokens use it.
#include "crypto/der_fields.hpp"
#include "crypto/oid.hpp"
#include "crypto/signed_data.hpp"
#include <set>

namespace elicense::crypto {
namespace {

using der::Fields;

struct Decoding {
  explicit Decoding(ByteView der) : failure(der) {}

  der::Failure failure;
  SignedData out;
  Bytes issuer, serial; // of the signer's certificate
};

void take_content(SignedData& out, Fields info) {
  out.content_type = info.object_identifier();
  if (info.more()) {
    Fields tagged = info.enter(der::context(0));
    out.content = tagged.octets();
    tagged.end();
  }
  info.end();
}

void take_certificates(Decoding& decoding, Fields list) {
  while (list.more()) {
    list.support(list.next_is(der::sequence), "only X.509 certificates are known");
    const Result<Certificate> certificate = Certificate::parse(list.element().whole);
    list.require(certificate.has_value(), "an enclosed certificate is malformed");
    if (certificate) decoding.out.certificates.push_back(*certificate);
    list.support(decoding.out.certificates.size() <= max_signed_data_certificates, "too many certificates");
  }
}

void take_signer_id(Decoding& decoding, Fields& signer_info) {
  signer_info.support(!signer_info.next_is(der::context_primitive(0)), "signer named by its key identifier");
  Fields id = signer_info.enter(der::sequence);
  decoding.issuer = to_bytes(id.element(der::sequence).whole);
  decoding.serial = to_bytes(id.element(der::integer).content);
  id.end();
}

void take_attribute_value(SignedData& out, const std::string& type, Fields& values) {
  if (type == oid::message_digest)
    out.message_digest_attribute = values.octets();
  else if (type == oid::content_type)
    out.content_type_attribute = values.object_identifier();
  else if (type == oid::signing_time)
    out.signing_time = values.time();
  else
    return;
  values.end();
}

// Met in file order where DER wants them sorted: they are checked over the bytes as they are.
void take_signed_attributes(SignedData& out, const der::Element& attributes, Fields list) {
  // as received but for the tag: lengths have one form in DER
  out.signed_attributes = der::wrap(der::set, attributes.content);
  std::set<std::string> seen;
  ByteView previous;
  while (list.more()) {
    const der::Element attribute = list.element(der::sequence);
    if (std::lexicographical_compare(attribute.whole.begin(), attribute.whole.end(), previous.begin(),
                                     previous.end()))
      out.deviations = {"SIGNED_DATA_ATTRIBUTES_UNSORTED"};
    previous = attribute.whole;
    Fields fields = list.into(attribute);
    const std::string type = fields.object_identifier();
    list.require(seen.insert(type).second, "an attribute occurs twice");
    Fields values = fields.enter(der::set);
    take_attribute_value(out, type, values);
    fields.end();
  }
}

void take_unsigned_attributes(SignedData& out, Fields list) {
  while (list.more()) {
    Fields attribute = list.enter(der::sequence);
    const bool is_timestamp = attribute.object_identifier() == oid::timestamp_token;
    Fields values = attribute.enter(der::set);
    while (is_timestamp && values.more())
      out.unsigned_timestamps.push_back(to_bytes(values.element().whole));
    attribute.end();
  }
}

void take_signer_info(Decoding& decoding, Fields info) {
  SignedData& out = decoding.out;
  const std::int64_t version = info.integer();
  take_signer_id(decoding, info);
  info.support(version == 1, "version of SignerInfo");
  out.digest_algorithm = info.algorithm();
  if (info.next_is(der::context(0))) {
    const der::Element attributes = info.element();
    take_signed_attributes(out, attributes, info.into(attributes));
  }
  out.signature_algorithm = info.algorithm();
  out.signature = info.octets();
  if (info.more()) take_unsigned_attributes(out, info.enter(der::context(1)));
  info.end();
}

void take_signed_data(Decoding& decoding, Fields fields) {
  const std::int64_t version = fields.integer();
  fields.support(version == 1 || (version >= 3 && version <= 5), "version of SignedData");
  Fields digests = fields.enter(der::set);
  std::set<std::string> announced;
  while (digests.more())
    announced.insert(digests.algorithm());
  take_content(decoding.out, fields.enter(der::sequence));
  if (fields.next_is(der::context(0))) take_certificates(decoding, fields.enter(der::context(0)));
  if (fields.next_is(der::context(1))) fields.element();
  Fields signers = fields.enter(der::set);
  fields.support(signers.count() == 1, "exactly one signer is known");
  take_signer_info(decoding, signers.enter(der::sequence));
  fields.require(announced.contains(decoding.out.digest_algorithm), "the signer's digest is not announced");
  fields.end();
}

void take_content_info(Decoding& decoding, Fields fields) {
  const std::string type = fields.object_identifier();
  fields.support(type == oid::gbt_35275_signed_data || type == oid::pkcs7_signed_data,
                 "no SignedData: " + type);
  Fields tagged = fields.enter(der::context(0));
  take_signed_data(decoding, tagged.enter(der::sequence));
  tagged.end();
  fields.end();
}

void find_signer(Decoding& decoding) {
  for (const Certificate& certificate : decoding.out.certificates)
    if (equal(certificate.issuer_der(), decoding.issuer) && equal(certificate.serial(), decoding.serial))
      decoding.out.signer = certificate;
}

} // namespace

Result<SignedData> decode_signed_data(ByteView der) {
  if (der.size() > max_signed_data_size)
    return fail(ErrorKind::too_large, "SIGNED_DATA_MALFORMED", "the structure is too large");
  Decoding decoding(der);
  take_content_info(decoding, Fields(der, der::sequence, decoding.failure));
  if (decoding.failure.unsupported())
    return decoding.failure.as(ErrorKind::unsupported, "SIGNED_DATA_UNSUPPORTED");
  if (decoding.failure.happened()) return decoding.failure.as(ErrorKind::malformed, "SIGNED_DATA_MALFORMED");
  find_signer(decoding);
  return decoding.out;
}

} // namespace elicense::crypto
