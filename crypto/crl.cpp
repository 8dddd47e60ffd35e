// SPDX-License-Identifier: Apache-2.0
// What a revocation list says about a certificate, and whether its issuer signed it.
#include "crypto/crl_parsed.hpp"

namespace elicense::crypto {

ByteView Crl::der() const {
  return parsed_->der;
}

ByteView Crl::issuer_der() const {
  return parsed_->issuer_der;
}
Time Crl::this_update() const {
  return parsed_->this_update;
}
std::optional<Time> Crl::next_update() const {
  return parsed_->next_update;
}
std::size_t Crl::size() const {
  return parsed_->entries.size();
}

Result<SignatureCheck> Crl::issued_by(const Certificate& issuer) const {
  const SignedStructure& structure = parsed_->structure;
  const bool names_issuer = equal(issuer_der(), issuer.subject_der());
  if (!names_issuer || !equal(parsed_->inner_algorithm, structure.algorithm)) return SignatureCheck::invalid;
  const std::lock_guard lock(parsed_->mutex);
  if (parsed_->last_asked && parsed_->last_asked->first == issuer) return parsed_->last_asked->second;
  Result<SignatureCheck> answer =
      issuer.check_signature(structure.to_be_signed.whole, structure.algorithm, structure.signature);
  if (answer) parsed_->last_asked.emplace(issuer, *answer);
  return answer;
}

bool Crl::covers(const Certificate& certificate) const {
  const CrlScope& scope = parsed_->scope;
  if (scope.attribute_certificates_only) return false;
  if (certificate.is_ca() ? scope.user_certificates_only : scope.authorities_only) return false;
  if (!scope.distribution_names) return true;
  const std::vector<Bytes>& own = certificate.crl_distribution_names();
  return std::find_first_of(own.begin(), own.end(), scope.distribution_names->begin(),
                            scope.distribution_names->end()) != own.end();
}

std::optional<Crl::Entry> Crl::find(ByteView serial) const {
  const ByteView wanted = without_zeros(serial);
  const auto entry = std::lower_bound(
      parsed_->entries.begin(), parsed_->entries.end(), wanted, [](const RevokedSerial& a, ByteView b) {
        return std::lexicographical_compare(a.serial.begin(), a.serial.end(), b.begin(), b.end());
      });
  if (entry == parsed_->entries.end() || !equal(entry->serial, wanted)) return std::nullopt;
  return Entry{entry->revoked_at, entry->reason};
}

} // namespace elicense::crypto
