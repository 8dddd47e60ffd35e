// SPDX-License-Identifier: Apache-2.0
// X.509 extensions (RFC 5280 4.2): the generic list, and what those of a certificate say.
#pragma once
#include "crypto/certificate.hpp"
#include "crypto/der_fields.hpp"

namespace elicense::crypto {

struct Extension {
  Bytes oid_content;
  std::string oid; // dotted, or hexadecimal content when an arc is wider than 64 bits
  bool critical = false;
  ByteView value; // content of extnValue
};

std::vector<Extension> read_extensions(der::Fields list); // refuses an OID that comes twice

// The GeneralNames of a DistributionPointName, each as DER. A name relative to the CRL issuer gives none.
std::vector<Bytes> read_distribution_names(der::Fields name);

struct CertificateExtensions {
  bool is_ca = false;
  std::optional<int> path_length;
  std::optional<KeyUsage> key_usage;
  std::set<std::string> extended_key_usage;
  bool extended_key_usage_critical = false;
  std::optional<Bytes> subject_key_id, authority_key_id;
  std::vector<Bytes> crl_distribution_names;
  std::vector<std::string> unknown_critical;
  bool is_development = false;
};

CertificateExtensions read_certificate_extensions(der::Fields list, der::Failure& failure);

} // namespace elicense::crypto
