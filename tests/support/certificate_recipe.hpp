// SPDX-License-Identifier: Apache-2.0
// Certificates and revocation lists in which every part can be made wrong. As they stand, the recipes give
// good ones.
#pragma once
#include "tests/support/pki.hpp"

namespace elicense::test {

// Who makes what a test says nothing else of.
inline const Identity& issuer() {
  return test_pki().intermediate;
}

Bytes extension(std::string_view oid, bool critical, ByteView value);
Bytes algorithm(std::string_view oid, bool with_null = false);

struct CertificateRecipe { // a signer
  std::string subject = "Leaf";
  std::int64_t version = 2;    // as it is encoded
  Bytes serial = {0x12, 0x34}; // content of the INTEGER
  Time not_before = test_pki().start, not_after = test_pki().finish;
  std::optional<bool> ca = false; // empty: no basic constraints
  std::optional<int> path_length = {};
  std::optional<std::uint8_t> key_usage = 0xc0; // first octet; empty: no key usage
  std::vector<std::string> extended_key_usage = {};
  bool extended_key_usage_critical = false;
  bool key_ids = true;
  std::vector<Bytes> more_extensions = {};
  std::optional<Bytes> subject_name = {};              // instead of `subject`: a whole Name
  std::shared_ptr<const crypto::Signer> key = nullptr; // empty: a new one
  std::optional<Bytes> spki = {};                      // instead of the key's
  Bytes inner_algorithm = algorithm("1.2.156.10197.1.501"), outer_algorithm = inner_algorithm;
  bool break_signature = false;
  Bytes trailer = {}; // after the last field of the certificate
};

CertificateRecipe authority_recipe(const std::string& subject); // CA, keyCertSign and cRLSign

Bytes certificate_der(const CertificateRecipe& recipe, const Identity& issuer);
Identity make(CertificateRecipe recipe, const Identity& issuer);
Identity make_self_signed(CertificateRecipe recipe);

struct CrlRecipe {
  std::optional<std::int64_t> version = 1; // as it is encoded
  Time this_update = utc("2026-06-01T00:00:00Z");
  std::optional<Time> next_update = utc("2027-01-01T00:00:00Z");
  std::vector<crypto::RevokedCertificate> revoked = {};
  std::vector<Bytes> entry_extensions = {}; // of each entry
  std::vector<Bytes> list_extensions = {};
  Bytes inner_algorithm = algorithm("1.2.156.10197.1.501"), outer_algorithm = inner_algorithm;
  bool break_signature = false;
};

Bytes crl_der(const CrlRecipe& recipe, const Identity& issuer);
crypto::Crl make_crl(const CrlRecipe& recipe, const Identity& issuer);

} // namespace elicense::test
