// SPDX-License-Identifier: Apache-2.0
// Object identifiers of certificates and revocation lists (RFC 5280, RFC 4055, RFC 5480, RFC 5758).
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace elicense::crypto::oid {

// extensions
inline constexpr std::string_view subject_key_identifier = "2.5.29.14";
inline constexpr std::string_view key_usage = "2.5.29.15";
inline constexpr std::string_view subject_alternative_name = "2.5.29.17";
inline constexpr std::string_view basic_constraints = "2.5.29.19";
inline constexpr std::string_view crl_number = "2.5.29.20";
inline constexpr std::string_view reason_code = "2.5.29.21";
inline constexpr std::string_view delta_crl_indicator = "2.5.29.27";
inline constexpr std::string_view issuing_distribution_point = "2.5.29.28";
inline constexpr std::string_view name_constraints = "2.5.29.30";
inline constexpr std::string_view crl_distribution_points = "2.5.29.31";
inline constexpr std::string_view certificate_policies = "2.5.29.32";
inline constexpr std::string_view authority_key_identifier = "2.5.29.35";
inline constexpr std::string_view extended_key_usage = "2.5.29.37";

// extended key usages
inline constexpr std::string_view any_extended_key_usage = "2.5.29.37.0";
inline constexpr std::string_view server_authentication = "1.3.6.1.5.5.7.3.1";

// keys and signatures besides SM2
inline constexpr std::string_view rsa_encryption = "1.2.840.113549.1.1.1";
inline constexpr std::string_view mgf1 = "1.2.840.113549.1.1.8";
inline constexpr std::string_view rsa_pss = "1.2.840.113549.1.1.10";
inline constexpr std::string_view sha256_with_rsa = "1.2.840.113549.1.1.11";
inline constexpr std::string_view sha384_with_rsa = "1.2.840.113549.1.1.12";
inline constexpr std::string_view sha512_with_rsa = "1.2.840.113549.1.1.13";
inline constexpr std::string_view ecdsa_with_sha256 = "1.2.840.10045.4.3.2";
inline constexpr std::string_view ecdsa_with_sha384 = "1.2.840.10045.4.3.3";
inline constexpr std::string_view ecdsa_with_sha512 = "1.2.840.10045.4.3.4";
inline constexpr std::string_view sha256 = "2.16.840.1.101.3.4.2.1";
inline constexpr std::string_view sha384 = "2.16.840.1.101.3.4.2.2";
inline constexpr std::string_view sha512 = "2.16.840.1.101.3.4.2.3";
inline constexpr std::string_view p256_curve = "1.2.840.10045.3.1.7";
inline constexpr std::string_view p384_curve = "1.3.132.0.34";
inline constexpr std::string_view p521_curve = "1.3.132.0.35";

// Marks certificates of development keys: 2.25.95390069517261515171346415929144551427, the arc of UUID
// 47c37589-6a6c-45e5-95b0-181859dea803 (X.667). As content octets, because the arc is wider than 64 bits.
inline constexpr std::array<std::uint8_t, 20> development_marker = {0x69, 0x81, 0x8f, 0xc3, 0xba, 0xe2, 0xad,
                                                                    0xa6, 0xe2, 0x97, 0xcb, 0x95, 0xd8, 0x86,
                                                                    0x83, 0x85, 0xce, 0xfa, 0xd0, 0x03};

} // namespace elicense::crypto::oid
