// SPDX-License-Identifier: Apache-2.0
// SES_Signature: GM/T 0031-2014 (V1), GB/T 38540-2020 (V4), GM/T 0031-2025 (V5).
#include "crypto/seal_fields.hpp"

namespace elicense::crypto {
namespace {

using der::Fields;

// "yyyy-MM-dd HH:mm:ss" in Chinese local time, as one producer writes it.
std::optional<Time> from_local_text(std::string_view text) {
  if (text.size() != 19 || text[10] != ' ') return std::nullopt;
  const Result<Time> time =
      from_rfc3339(std::string(text.substr(0, 10)) + 'T' + std::string(text.substr(11)) + "+08:00");
  return time ? std::optional(*time) : std::nullopt;
}

// The value of a V1 timeInfo: a UTCTime as prescribed, a time-stamp token (whose imprint the standard does
// not define, so that it counts as a claim only), or text. What cannot be read leaves the time unknown.
void read_time_info(SealSignature& out, ByteView value) {
  if (const Result<Time> time = der::Reader(value).time()) {
    out.claimed_time = *time;
  } else if (const Result<TimestampToken> token = decode_timestamp(value)) {
    add_once(out.deviations, "SIG_V1_TIME_TOKEN");
    out.claimed_time = token->time;
  } else if ((out.claimed_time = from_local_text(as_text(value)))) {
    add_once(out.deviations, "SIG_V1_TIME_TEXT");
  } else {
    add_once(out.deviations, "SIG_V1_TIME_UNREADABLE");
  }
}

void take_time_info(SealSignature& out, Fields& tbs) {
  const bool is_time = tbs.next_is(der::utc_time) || tbs.next_is(der::generalized_time);
  if (out.version != SealVersion::v1 || is_time) {
    out.claimed_time = take_seal_time(tbs, out.version, out.deviations, "SIG_TIME_TYPE");
    return;
  }
  read_time_info(out, take_seal_bits(tbs, out.version, out.deviations, "SIG_OCTETS_FOR_BITS"));
}

void take_signer(SealSignature& out, Fields& fields) {
  out.signer_certificate = fields.octets();
  out.signature_algorithm = fields.object_identifier();
}

void take_tbs_extensions(SealSignature& out, Fields& tbs) {
  if (!tbs.more()) return;
  if (tbs.next_is(der::sequence)) {
    add_once(out.deviations, "SIG_EXT_UNTAGGED");
    take_extensions(tbs.enter(der::sequence), out.deviations);
    return;
  }
  Fields tagged = tbs.enter(der::context(0));
  take_extensions(tagged.enter(der::sequence), out.deviations);
  tagged.end();
}

void take_seal(SealSignature& out, Fields& tbs) {
  const der::Element seal = tbs.element(der::sequence);
  Result<Seal> decoded = decode_seal(seal.whole);
  if (!decoded) {
    tbs.require(false, "the enclosed seal, " + decoded.error().detail);
    return;
  }
  out.seal = std::move(*decoded);
  out.version = out.seal.version;
}

void take_tbs(SealSignature& out, Fields tbs) {
  const std::int64_t version = tbs.integer();
  take_seal(out, tbs);
  tbs.require(seal_version_of(version) == out.version, "its version is not the seal's");
  out.tbs_version = static_cast<int>(version);
  take_time_info(out, tbs);
  out.data_hash = take_seal_bits(tbs, out.version, out.deviations, "SIG_OCTETS_FOR_BITS");
  out.property_info = tbs.text(der::ia5_string);
  out.version == SealVersion::v1 ? take_signer(out, tbs) : take_tbs_extensions(out, tbs);
  tbs.end();
}

void take_signature(SealSignature& out, Fields fields) {
  const der::Element tbs = fields.element(der::sequence);
  out.signed_bytes = to_bytes(tbs.whole);
  take_tbs(out, fields.into(tbs));
  if (out.version != SealVersion::v1) take_signer(out, fields);
  out.signature = take_seal_bits(fields, out.version, out.deviations, "SIG_OCTETS_FOR_BITS");
  if (out.version != SealVersion::v1)
    out.timestamp = take_seal_timestamp(fields, out.deviations, "SIG_TIMESTAMP_UNTAGGED");
  fields.end();
}

} // namespace

Result<SealSignature> decode_seal_signature(ByteView der) {
  if (der.size() > max_seal_signature_size)
    return fail(ErrorKind::too_large, "SIG_FORMAT", "the seal signature is too large");
  der::Failure failure(der);
  SealSignature signature;
  signature.der = to_bytes(der);
  take_signature(signature, Fields(der, der::sequence, failure));
  if (failure.happened()) return failure.as(ErrorKind::malformed, "SIG_FORMAT");
  return signature;
}

} // namespace elicense::crypto
