// SPDX-License-Identifier: Apache-2.0
// Annotated copies (加注件): a license drawn again for one use, which it names across the page and in its
// metadata, sealed, and good until its end (docs/submission.md). Drawn by the license's own type version;
// what the holder did not agree to is not on it.
#pragma once
#include "crypto/time.hpp"
#include "license/drafting.hpp"
#include "license/view.hpp"
#include "seal/sealing.hpp"

namespace elicense::submission {

inline constexpr std::chrono::days annotated_copy_life{90}; // or until the license ends, when that is before
inline constexpr std::size_t max_copy_cause = 200; // characters of 加注件制作事由 (standards 3.2)

struct CopyUse {
  std::string purpose; // "企业设立登记 新设"
  std::string matter_case;
  std::string receiver; // the authority that decides the case
  std::string maker;
  Time made_at{}, expires_at{};
};

Time copy_end(const license::License& license, Time made_at); // its expires_at

struct CopyTools {
  const license::TypeCatalogue& types;
  const face::Fonts& fonts;
  const seal::Cabinet& seals;
  const seal::Sealer& sealer;
  license::SelfCheck self_check;
  std::string verification_url;
};

class AnnotatedCopies {
 public:
  explicit AnnotatedCopies(CopyTools tools) : with_(std::move(tools)) {}

  // Sealed with the seal of the license, and verified as anybody would. ANNOTATED_COPY_CAUSE (none, or too
  // long), TYPE_UNKNOWN, SEAL_…, FACE_…, OFD_…, SELF_CHECK_FAILED
  Result<Bytes> make(const license::License& license, const license::View& view, const CopyUse& use) const;
  // The same page with its seal, for PDF and PNG.
  Result<face::Face> face(const license::License& license, const license::View& view,
                          const CopyUse& use) const;

 private:
  CopyTools with_;
};

} // namespace elicense::submission
