// SPDX-License-Identifier: Apache-2.0
// Object identifiers by name (GM/T 0006, RFC 5280, RFC 3161, GB/T 35275).
#pragma once
#include <string_view>

namespace elicense::crypto::oid {

inline constexpr std::string_view sm2_with_sm3 = "1.2.156.10197.1.501";
inline constexpr std::string_view sm2_sign = "1.2.156.10197.1.301.1";
inline constexpr std::string_view sm2_curve = "1.2.156.10197.1.301";
inline constexpr std::string_view sm3 = "1.2.156.10197.1.401";
inline constexpr std::string_view ec_public_key = "1.2.840.10045.2.1";
inline constexpr std::string_view gbt_35275_data = "1.2.156.10197.6.1.4.2.1";
inline constexpr std::string_view gbt_35275_signed_data = "1.2.156.10197.6.1.4.2.2";
inline constexpr std::string_view pkcs7_data = "1.2.840.113549.1.7.1";
inline constexpr std::string_view pkcs7_signed_data = "1.2.840.113549.1.7.2";
inline constexpr std::string_view content_type = "1.2.840.113549.1.9.3";
inline constexpr std::string_view message_digest = "1.2.840.113549.1.9.4";
inline constexpr std::string_view signing_time = "1.2.840.113549.1.9.5";
inline constexpr std::string_view signing_certificate_v2 = "1.2.840.113549.1.9.16.2.47";
inline constexpr std::string_view timestamp_token = "1.2.840.113549.1.9.16.2.14";
inline constexpr std::string_view tst_info = "1.2.840.113549.1.9.16.1.4";
inline constexpr std::string_view time_stamping = "1.3.6.1.5.5.7.3.8";

} // namespace elicense::crypto::oid
