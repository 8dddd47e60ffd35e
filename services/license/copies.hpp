// SPDX-License-Identifier: Apache-2.0
// Ordering copies on paper, and drawing them.
#pragma once
#include "crypto/random.hpp"
#include "face/face.hpp"
#include "ledger/blinder.hpp"
#include "license/register.hpp"
#include "license/type.hpp"

namespace elicense::license {

struct CopyRequest {
  std::string idempotency_key; // scoped by the caller
  std::string license;         // identifier
  CopyKind kind{};
  std::size_t count = 1; // of duplicates; one reprint at a time
  std::string purpose;
  std::string made_by; // a party
};

struct CopyDependencies {
  const TypeCatalogue& types;
  Register& licenses;
  const ledger::Blinder& blinder;
  Clock clock;
  crypto::RandomSource random;
};

class Copies {
 public:
  explicit Copies(CopyDependencies dependencies) : with_(std::move(dependencies)) {}

  // COPY_PURPOSE (none, or too long), COPY_COUNT, COPY_STATE (the license is not valid now), COPY_LIMIT;
  // LICENSE_NOT_FOUND, IDEMPOTENCY_MISMATCH, STORE_…
  Result<std::vector<Copy>> make(const CopyRequest& request) const;

 private:
  Result<std::vector<LeafedCopy>> order(const CopyRequest& request, const License& license,
                                        std::int64_t last) const;
  CopyDependencies with_;
};

// The number that the document of a license has itself: 1 where its type is issued as a 副本, else 0.
std::int64_t own_duplicate_number(const LicenseType* type);

// As draw_face(), with the copy's label on it and its reference in the QR.
Result<face::Face> draw_copy(const License& license, const Copy& copy, const LicenseType& type,
                             const face::Fonts& fonts, const Bytes& seal_picture,
                             const std::string& verification_url);

} // namespace elicense::license
