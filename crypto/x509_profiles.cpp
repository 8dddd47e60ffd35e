// SPDX-License-Identifier: Apache-2.0
// What each certificate profile says about its key (GB/T 20518, RFC 5280 4.2.1).
#include "crypto/x509_write.hpp"
#include <arpa/inet.h>

namespace elicense::crypto::x509 {
namespace {

constexpr std::uint8_t digital_signature = 0x80, non_repudiation = 0x40, key_cert_sign = 0x04,
                       crl_sign = 0x02;
constexpr int dns_name = 2, uri = 6, ip_address = 7; // GeneralName, RFC 5280 4.2.1.6

std::uint8_t key_usage_bits(CertificateProfile profile) {
  switch (profile) {
  case CertificateProfile::root:
  case CertificateProfile::intermediate:
    return key_cert_sign | crl_sign;
  case CertificateProfile::seal_maker:
  case CertificateProfile::signer:
    return digital_signature | non_repudiation;
  case CertificateProfile::tsa:
  case CertificateProfile::tls_server:
    break;
  }
  return digital_signature;
}

Bytes key_usage(CertificateProfile profile) {
  const std::uint8_t bits = key_usage_bits(profile);
  const auto unused =
      static_cast<std::uint8_t>(std::countr_zero(bits)); // X.690 11.2.2: no trailing zero bits
  return extension(oid::key_usage, true, der::wrap(der::bit_string, Bytes{unused, bits}));
}

Bytes basic_constraints(CertificateProfile profile) {
  Bytes content;
  if (profile == CertificateProfile::root) content = der::write_boolean(true);
  if (profile == CertificateProfile::intermediate)
    content = der::concat({der::write_boolean(true), der::write_integer(0)});
  return extension(oid::basic_constraints, true, der::wrap(der::sequence, content));
}

Bytes extended_key_usage(CertificateProfile profile) {
  const auto only = [](bool critical, std::string_view usage) {
    return extension(oid::extended_key_usage, critical, der::wrap(der::sequence, der::write_oid(usage)));
  };
  if (profile == CertificateProfile::tsa) return only(true, oid::time_stamping);
  if (profile == CertificateProfile::tls_server) return only(false, oid::server_authentication);
  return {};
}

Bytes alternative_name(const std::string& text) {
  std::array<std::uint8_t, 16> address{};
  if (inet_pton(AF_INET, text.c_str(), address.data()) == 1)
    return der::wrap(der::context_primitive(ip_address), ByteView(address).first(4));
  if (inet_pton(AF_INET6, text.c_str(), address.data()) == 1)
    return der::wrap(der::context_primitive(ip_address), address);
  return der::wrap(der::context_primitive(dns_name), as_bytes(text));
}

Bytes subject_alternative_names(const std::vector<std::string>& names) {
  if (names.empty()) return {};
  Bytes content;
  for (const std::string& name : names)
    content = der::concat({content, alternative_name(name)});
  return extension(oid::subject_alternative_name, false, der::wrap(der::sequence, content));
}

Bytes crl_distribution_points(const std::vector<std::string>& locations) {
  if (locations.empty()) return {};
  Bytes points;
  for (const std::string& location : locations) {
    const Bytes full_name =
        der::wrap(der::context(0), der::wrap(der::context_primitive(uri), as_bytes(location)));
    points = der::concat({points, der::wrap(der::sequence, der::wrap(der::context(0), full_name))});
  }
  return extension(oid::crl_distribution_points, false, der::wrap(der::sequence, points));
}

Bytes development_marker(bool development) {
  if (!development) return {};
  const Bytes oid = der::wrap(der::oid, oid::development_marker);
  return extension(ByteView(oid), false, Bytes{der::null, 0});
}

} // namespace

Bytes certificate_extensions(const CertificateRequest& request, ByteView subject_key_id,
                             ByteView issuer_key_id) {
  return der::wrap(der::sequence,
                   {
                       basic_constraints(request.profile),
                       key_usage(request.profile),
                       extended_key_usage(request.profile),
                       extension(oid::subject_key_identifier, false, der::write_octets(subject_key_id)),
                       authority_key_id(issuer_key_id),
                       subject_alternative_names(request.dns_names),
                       crl_distribution_points(request.crl_locations),
                       development_marker(request.development),
                   });
}

} // namespace elicense::crypto::x509
