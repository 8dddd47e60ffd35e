// SPDX-License-Identifier: Apache-2.0
// SESeal: GM/T 0031-2014 (V1), GB/T 38540-2020 (V4), GM/T 0031-2025 (V5).
#include "crypto/seal_fields.hpp"

namespace elicense::crypto {
namespace {

using der::Fields;

void take_header(Seal& seal, Fields header) {
  header.require(header.text(der::ia5_string) == "ES", "the identifier is not \"ES\"");
  const std::int64_t number = header.integer();
  const std::optional<SealVersion> version = seal_version_of(number);
  header.require(version.has_value(), "the version is not known");
  seal.version = version.value_or(SealVersion::v4);
  seal.header_version = static_cast<int>(number);
  seal.vendor = header.text(der::ia5_string);
  header.end();
}

void take_certificates(Seal& seal, Fields list) {
  while (list.more())
    seal.signer_certificates.push_back(list.octets());
}

void take_certificate_digests(Seal& seal, Fields list) {
  while (list.more()) {
    Fields entry = list.enter(der::sequence);
    CertificateDigest digest{.type = entry.text(der::printable_string), .value = entry.octets()};
    entry.end();
    seal.certificate_digests.push_back(std::move(digest));
  }
}

void take_property(Seal& seal, Fields property) {
  seal.type = property.integer();
  seal.name = property.text(der::utf8_string);
  const std::int64_t list_type = seal.version == SealVersion::v1 ? 1 : property.integer();
  property.require(list_type == 1 || list_type == 2, "certListType is neither 1 nor 2");
  Fields list = property.enter(der::sequence);
  list_type == 1 ? take_certificates(seal, list) : take_certificate_digests(seal, list);
  for (Time* time : {&seal.created, &seal.valid_from, &seal.valid_until})
    *time = take_seal_time(property, seal.version, seal.deviations, "SEAL_TIME_TYPE");
  property.end();
}

int take_millimetres(Fields& picture) {
  const std::int64_t value = picture.integer();
  picture.require(value >= 0 && value <= max_seal_picture_mm, "size of the picture out of range");
  return static_cast<int>(value);
}

void take_picture(SealPicture& out, Fields picture) {
  out.type = picture.text(der::ia5_string);
  out.data = picture.octets();
  out.width_mm = take_millimetres(picture);
  out.height_mm = take_millimetres(picture);
  picture.end();
}

void take_info(Seal& seal, Fields info) {
  take_header(seal, info.enter(der::sequence));
  seal.id = info.text(der::ia5_string);
  take_property(seal, info.enter(der::sequence));
  take_picture(seal.picture, info.enter(der::sequence));
  if (info.next_is(der::context(0))) {
    add_once(seal.deviations, "SEAL_EXT_TAGGED");
    Fields tagged = info.enter(der::context(0));
    take_extensions(tagged.enter(der::sequence), seal.deviations);
    tagged.end();
  } else if (info.more()) {
    take_extensions(info.enter(der::sequence), seal.deviations);
  }
  info.end();
}

void take_maker(Seal& seal, Fields& maker, ByteView info) {
  const ByteView before = maker.rest();
  seal.maker_certificate = maker.octets();
  seal.signature_algorithm = maker.object_identifier();
  const ByteView certificate_and_algorithm = before.first(before.size() - maker.rest().size());
  seal.signature = take_seal_bits(maker, seal.version, seal.deviations, "SEAL_OCTETS_FOR_BITS");
  // In V1 the maker signs information, certificate and algorithm; later the information alone
  // (standards 1.3).
  seal.signed_bytes = seal.version == SealVersion::v1
                          ? der::wrap(der::sequence, {info, certificate_and_algorithm})
                          : to_bytes(info);
}

void take_seal(Seal& seal, Fields fields) {
  const der::Element info = fields.element(der::sequence);
  take_info(seal, fields.into(info));
  if (seal.version == SealVersion::v1) {
    Fields sign_info = fields.enter(der::sequence);
    take_maker(seal, sign_info, info.whole);
    sign_info.end();
  } else {
    take_maker(seal, fields, info.whole);
    if (seal.version == SealVersion::v5)
      seal.timestamp = take_seal_timestamp(fields, seal.deviations, "SEAL_TIMESTAMP_UNTAGGED");
  }
  fields.end();
}

} // namespace

Result<Seal> decode_seal(ByteView der) {
  if (der.size() > max_seal_size) return fail(ErrorKind::too_large, "SEAL_FORMAT", "the seal is too large");
  der::Failure failure(der);
  Seal seal;
  seal.der = to_bytes(der);
  take_seal(seal, Fields(der, der::sequence, failure));
  if (failure.happened()) return failure.as(ErrorKind::malformed, "SEAL_FORMAT");
  return seal;
}

} // namespace elicense::crypto
