// SPDX-License-Identifier: Apache-2.0
// What is stored about one holder, and what the holder says is wrong. services/store implements it.
#pragma once
#include "license/license.hpp"

namespace elicense::privacy {

inline constexpr std::size_t max_licenses_exported = 500; // of one holder
inline constexpr std::size_t max_correction_text = 2000;  // bytes
inline constexpr std::size_t max_open_corrections = 20;   // of one holder
inline constexpr std::size_t max_corrections_at_once = 100;

enum class CorrectionState { open, accepted, refused };
std::string_view to_text(CorrectionState state); // "open"
std::optional<CorrectionState> correction_state_from_text(std::string_view text);

// What a holder says about a license; the license itself is corrected by its issuer, with a new version.
struct Correction {
  std::int64_t number = 0; // given by the register
  Time asked_at{};
  std::string license;
  license::Holder holder; // the name is not kept
  std::string field;      // as in license::View
  std::string text;       // what is wrong, and how it should be
  CorrectionState state = CorrectionState::open;
  std::optional<Time> answered_at;
};

// STORE_…
class HolderRegister {
 public:
  virtual ~HolderRegister() = default;
  virtual Result<std::vector<license::License>>
  licenses_of(const license::Holder& holder) = 0; // oldest first

  // Answers its number. CORRECTION_TOO_MANY
  virtual Result<std::int64_t> ask_correction(const Correction& correction) = 0;
  virtual Result<std::vector<Correction>> corrections_of(const license::Holder& holder) = 0;
  virtual Result<std::vector<Correction>> open_corrections(std::int64_t after,
                                                           std::size_t limit) = 0; // oldest first
  virtual Result<void> answer_correction(std::int64_t number, CorrectionState state,
                                         Time at) = 0; // CORRECTION_NOT_OPEN
};

} // namespace elicense::privacy
