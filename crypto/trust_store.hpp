// SPDX-License-Identifier: Apache-2.0
// Who is trusted, from a folder: anchors/ (*.cer *.crt *.pem *.der), intermediates/ (likewise) and crls/
// (*.crl), each DER or PEM. Only anchors/ must be there. Immutable once loaded; a reload makes a new one.
#pragma once
#include "crypto/check.hpp"
#include "crypto/crl.hpp"
#include <filesystem>

namespace elicense::crypto {

inline constexpr std::size_t max_trust_files = 4096;         // in one folder
inline constexpr std::size_t max_trust_file_size = 24 * MiB; // the largest CRL as PEM

class TrustStore {
 public:
  TrustStore() = default; // trusts nobody
  TrustStore(std::vector<Certificate> anchors, std::vector<Certificate> intermediates, std::vector<Crl> crls,
             Time loaded_at);
  // TRUST_STORE_UNREADABLE; a file that cannot be parsed, or is of another kind, fails the load and is named:
  // a half-loaded store is worse than none. Passed over are *.md, *.txt and what begins with a dot.
  static Result<TrustStore> load(const std::filesystem::path& folder, Time now);

  const std::vector<Certificate>& anchors() const { return anchors_; }
  const std::vector<Certificate>& intermediates() const { return intermediates_; }
  const std::vector<Crl>& crls() const { return crls_; }
  Time loaded_at() const { return loaded_at_; }
  bool has_development_anchor() const;

 private:
  std::vector<Certificate> anchors_, intermediates_;
  std::vector<Crl> crls_;
  Time loaded_at_{};
};

} // namespace elicense::crypto
