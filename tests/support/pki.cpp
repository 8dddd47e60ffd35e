// SPDX-License-Identifier: Apache-2.0
// The PKI of the tests, made with the product's own issuing.
#include "tests/support/pki.hpp"

namespace elicense::test {

using namespace crypto;

namespace {

const Time start = utc("2026-01-01T00:00:00Z"), now = utc("2026-06-15T00:00:00Z"),
           finish = utc("2031-01-01T00:00:00Z"), end_of_authorities = utc("2046-01-01T00:00:00Z");

CertificateRequest request_for(CertificateProfile profile, const std::string& common_name) {
  CertificateRequest request;
  request.profile = profile;
  request.subject = {"CN", "测试机构", common_name};
  const bool is_authority =
      profile == CertificateProfile::root || profile == CertificateProfile::intermediate;
  request.not_before = start;
  request.not_after = is_authority ? end_of_authorities : finish;
  return request;
}

Identity make_root() {
  auto key = new_key();
  Certificate certificate =
      issue_self_signed(request_for(CertificateProfile::root, "Test Root"), *key, system_random).value();
  return {certificate, key};
}

Identity issue_under(const Identity& issuer, const CertificateRequest& request) {
  auto key = new_key();
  Certificate certificate =
      issue_certificate(request, key->public_key().spki(), issuer.certificate, *issuer.key, system_random)
          .value();
  return {certificate, key};
}

TestPki make_pki() {
  const auto under = [](const Identity& issuer, CertificateProfile profile, const char* name) {
    return issue_under(issuer, request_for(profile, name));
  };
  const Identity root = make_root();
  const Identity intermediate = under(root, CertificateProfile::intermediate, "Test Intermediate");
  return {start,
          now,
          finish,
          root,
          intermediate,
          under(intermediate, CertificateProfile::seal_maker, "Test Seal Maker"),
          under(intermediate, CertificateProfile::signer, "测试签章者"),
          under(intermediate, CertificateProfile::tsa, "Test TSA")};
}

} // namespace

Time utc(std::string_view rfc3339) {
  return from_rfc3339(rfc3339).value();
}

std::shared_ptr<const Signer> new_key() {
  return std::make_shared<SoftwareSigner>(Sm2PrivateKey::generate());
}

TrustOptions::TrustOptions()
    : this_update(utc("2026-06-01T00:00:00Z")), next_update(utc("2027-01-01T00:00:00Z")) {}

TrustStore TestPki::trust(const TrustOptions& options) const {
  std::vector<Crl> lists;
  if (options.with_crls) {
    lists.push_back(crl_of(root, options.this_update, options.next_update, options.revoked_by_root));
    lists.push_back(
        crl_of(intermediate, options.this_update, options.next_update, options.revoked_by_intermediate));
  }
  return TrustStore({root.certificate}, {intermediate.certificate}, std::move(lists), now);
}

Identity TestPki::issue(CertificateProfile profile, const std::string& common_name) const {
  return issue(request_for(profile, common_name));
}

Identity TestPki::issue(const CertificateRequest& request) const {
  return issue_under(intermediate, request);
}

CertificateRequest TestPki::request(CertificateProfile profile, const std::string& common_name) const {
  return request_for(profile, common_name);
}

const TestPki& test_pki() {
  static const TestPki pki = make_pki();
  return pki;
}

const Identity& stranger() {
  static const Identity other = [] {
    const auto key = new_key();
    const auto request = test_pki().request(CertificateProfile::root, "Stranger");
    return Identity{crypto::issue_self_signed(request, *key, crypto::system_random).value(), key};
  }();
  return other;
}

RevokedCertificate revoked(const Identity& identity, Time at, int reason) {
  return {to_bytes(identity.certificate.serial()), at, reason};
}

Crl crl_of(const Identity& issuer, Time this_update, Time next_update,
           const std::vector<RevokedCertificate>& revoked) {
  const Bytes list = issue_crl(issuer.certificate, *issuer.key, this_update, next_update, revoked, 1).value();
  return Crl::parse(list).value();
}

} // namespace elicense::test
