// SPDX-License-Identifier: Apache-2.0
// Fields that SESeal and SES_Signature share, with the harmless departures met in real files. Private to the
// seal decoders.
#pragma once
#include "crypto/der_fields.hpp"
#include "crypto/seal.hpp"

namespace elicense::crypto {

// Each departure is named once.
void add_once(std::vector<std::string>& codes, std::string_view code);

// By the number in the header; old V1 seals carry 11.
std::optional<SealVersion> seal_version_of(std::int64_t number);

// V1 prescribes UTCTime and V4 GeneralizedTime; the other one is noted as `deviation`.
Time take_seal_time(der::Fields& fields, SealVersion version, std::vector<std::string>& deviations,
                    std::string_view deviation);

// Some V1 producers write OCTET STRING for BIT STRING.
Bytes take_seal_bits(der::Fields& fields, SealVersion version, std::vector<std::string>& deviations,
                     std::string_view deviation);

// The optional time stamp at the end: [0] EXPLICIT BIT STRING, also met without the tag.
std::optional<Bytes> take_seal_timestamp(der::Fields& fields, std::vector<std::string>& deviations,
                                         std::string_view untagged);

// ExtensionDatas. They are signed and carry no rule of ours; a critical one is noted as
// SEAL_CRITICAL_EXTENSION.
void take_extensions(der::Fields extensions, std::vector<std::string>& deviations);

} // namespace elicense::crypto
