// SPDX-License-Identifier: Apache-2.0
// Time-stamp tokens: RFC 3161 2.4.2 in SignedData.
#include "crypto/der_fields.hpp"
#include "crypto/oid.hpp"
#include "crypto/signed_data.hpp"
#include "crypto/timestamp.hpp"

namespace elicense::crypto {
namespace {

using der::Fields;

void take_imprint(TimestampToken& token, Fields imprint) {
  token.imprint_algorithm = imprint.algorithm();
  token.imprint = imprint.octets();
  imprint.end();
}

void take_extensions(Fields list) {
  while (list.more()) {
    Fields extension = list.enter(der::sequence);
    extension.object_identifier();
    extension.require(!extension.next_is(der::boolean) || !extension.boolean(), "unknown critical extension");
    extension.octets();
    extension.end();
  }
}

// accuracy, ordering, nonce, tsa, extensions: optional, in this order
void take_options(Fields& info) {
  if (info.next_is(der::sequence)) info.element();
  if (info.next_is(der::boolean)) info.boolean();
  if (info.next_is(der::integer)) info.element();
  if (info.next_is(der::context(0))) info.element();
  if (info.next_is(der::context(1))) take_extensions(info.enter(der::context(1)));
  info.end();
}

void take_info(TimestampToken& token, Fields info) {
  const std::int64_t version = info.integer();
  info.require(version == 1 || version == 2, "version of TSTInfo");
  if (version == 2) token.deviations.push_back("TIMESTAMP_VERSION_2"); // GB/T 20520-2025
  info.object_identifier();                                            // policy
  take_imprint(token, info.enter(der::sequence));
  token.serial = info.unsigned_integer(max_timestamp_serial);
  info.require(info.next_is(der::generalized_time), "genTime is a GeneralizedTime");
  token.time = info.time();
  take_options(info);
}

} // namespace

Result<TimestampToken> decode_timestamp(ByteView der) {
  const Result<SignedData> data = decode_signed_data(der);
  if (!data) {
    const Error error = data.error();
    const bool is_known_form = error.kind != ErrorKind::unsupported;
    return fail(error.kind, is_known_form ? "TIMESTAMP_MALFORMED" : "TIMESTAMP_UNSUPPORTED", error.detail);
  }
  if (data->content_type != oid::tst_info || !data->content)
    return fail(ErrorKind::unsupported, "TIMESTAMP_UNSUPPORTED", "no TSTInfo: " + data->content_type);
  der::Failure failure(*data->content);
  TimestampToken token;
  token.der = to_bytes(der);
  token.authority = data->signer;
  token.deviations = data->deviations;
  take_info(token, Fields(*data->content, der::sequence, failure));
  if (failure.happened()) return failure.as(ErrorKind::malformed, "TIMESTAMP_MALFORMED");
  return token;
}

} // namespace elicense::crypto
