// SPDX-License-Identifier: Apache-2.0
#include "tests/support/memory_holders.hpp"
#include <algorithm>
#include <iterator>

namespace elicense::test {

using privacy::Correction;
using privacy::CorrectionState;

Result<std::vector<license::License>> MemoryHolders::licenses_of(const license::Holder& holder) {
  std::vector<license::License> found;
  std::ranges::copy_if(licenses, std::back_inserter(found),
                       [&](const license::License& license) { return license.is_held_by(holder); });
  return found;
}

Result<std::int64_t> MemoryHolders::ask_correction(const Correction& correction) {
  corrections_.push_back(correction);
  return corrections_.back().number = static_cast<std::int64_t>(corrections_.size());
}

Result<std::vector<Correction>> MemoryHolders::corrections_of(const license::Holder& holder) {
  std::vector<Correction> found;
  std::ranges::copy_if(corrections_, std::back_inserter(found),
                       [&](const Correction& correction) { return correction.holder.code == holder.code; });
  return found;
}

Result<std::vector<Correction>> MemoryHolders::open_corrections(std::int64_t after, std::size_t) {
  std::vector<Correction> found;
  std::ranges::copy_if(corrections_, std::back_inserter(found), [&](const Correction& correction) {
    return correction.state == CorrectionState::open && correction.number > after;
  });
  return found;
}

Result<void> MemoryHolders::answer_correction(std::int64_t number, CorrectionState state, Time at) {
  for (Correction& correction : corrections_) {
    if (correction.number != number || correction.state != CorrectionState::open) continue;
    correction.state = state;
    correction.answered_at = at;
    return {};
  }
  return fail(ErrorKind::conflict, "CORRECTION_NOT_OPEN");
}

} // namespace elicense::test
