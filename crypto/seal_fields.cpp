// SPDX-License-Identifier: Apache-2.0
// Shared fields of seals and seal signatures.
#include "crypto/seal_fields.hpp"

namespace elicense::crypto {

void add_once(std::vector<std::string>& codes, std::string_view code) {
  if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.emplace_back(code);
}

std::optional<SealVersion> seal_version_of(std::int64_t number) {
  switch (number) {
  case 1:
  case 11:
    return SealVersion::v1;
  case 4:
    return SealVersion::v4;
  case 5:
    return SealVersion::v5;
  default:
    return std::nullopt;
  }
}

Time take_seal_time(der::Fields& fields, SealVersion version, std::vector<std::string>& deviations,
                    std::string_view deviation) {
  const der::Tag usual = version == SealVersion::v1 ? der::utc_time : der::generalized_time;
  if (!fields.next_is(usual)) add_once(deviations, deviation);
  return fields.time();
}

Bytes take_seal_bits(der::Fields& fields, SealVersion version, std::vector<std::string>& deviations,
                     std::string_view deviation) {
  if (version != SealVersion::v1 || !fields.next_is(der::octet_string)) return fields.bits();
  add_once(deviations, deviation);
  return fields.octets();
}

std::optional<Bytes> take_seal_timestamp(der::Fields& fields, std::vector<std::string>& deviations,
                                         std::string_view untagged) {
  if (!fields.more()) return std::nullopt;
  if (fields.next_is(der::bit_string)) {
    add_once(deviations, untagged);
    return fields.bits();
  }
  der::Fields tagged = fields.enter(der::context(0));
  Bytes token = tagged.bits();
  tagged.end();
  return token;
}

void take_extensions(der::Fields extensions, std::vector<std::string>& deviations) {
  while (extensions.more()) {
    der::Fields extension = extensions.enter(der::sequence);
    extension.object_identifier();
    // DEFAULT FALSE is written out by the vendors met so far, against DER.
    if (extension.next_is(der::boolean) && extension.boolean())
      add_once(deviations, "SEAL_CRITICAL_EXTENSION");
    extension.octets();
    extension.end();
  }
}

} // namespace elicense::crypto
