// SPDX-License-Identifier: Apache-2.0
// The register against the ledger: every license as its leaves say, every leaf with its license.
#pragma once
#include "ledger/audit.hpp"
#include "license/license.hpp"
#include <map>

namespace elicense::license {

struct LicenseLeaf { // which the register keeps beside the ledger
  std::uint64_t leaf = 0;
  std::string identifier;
};

class LicenseAudit {
 public:
  // `leaves` by rising leaf
  LicenseAudit(const ledger::Blinder& blinder, std::vector<LicenseLeaf> leaves);

  // For ledger::audit(): all entries in order.
  std::optional<ledger::Finding> take(std::uint64_t index, const ledger::Entry& entry);
  // Afterwards every row, pending ones too, with the digest of its document as stored. `size`: of the ledger
  std::optional<ledger::Finding>
  check(const License& license, const std::optional<crypto::Sm3Digest>& document, std::uint64_t size) const;

  // A row whose data is not there any more (LICENSE_ERASED: its last leaf has to say so) or does not open
  // (any other reason).
  std::optional<ledger::Finding> check_closed(const std::string& identifier, const Error& reason,
                                              std::uint64_t size) const;

 private:
  struct Said { // by the leaves of one license
    std::uint64_t first = 0;
    bool issued = false;
    crypto::Sm3Digest document{}, record{};
    std::string word; // of the last
  };
  std::optional<ledger::Finding> check_batch(const License& license, std::uint64_t index) const;

  const ledger::Blinder* blinder_;
  std::vector<LicenseLeaf> leaves_;
  std::map<ledger::Hash, std::string> batches_; // by reference: the last word about each
  std::size_t next_ = 0;
  std::map<std::string, Said, std::less<>> said_;
};

} // namespace elicense::license
