// SPDX-License-Identifier: Apache-2.0
// What is stored about holders, in memory, for tests.
#pragma once
#include "privacy/holder_register.hpp"

namespace elicense::test {

class MemoryHolders final : public privacy::HolderRegister {
 public:
  Result<std::vector<license::License>> licenses_of(const license::Holder& holder) override;
  Result<std::int64_t> ask_correction(const privacy::Correction& correction) override;
  Result<std::vector<privacy::Correction>> corrections_of(const license::Holder& holder) override;
  Result<std::vector<privacy::Correction>> open_corrections(std::int64_t after, std::size_t limit) override;
  Result<void> answer_correction(std::int64_t number, privacy::CorrectionState state, Time at) override;

  std::vector<license::License> licenses;

 private:
  std::vector<privacy::Correction> corrections_;
};

} // namespace elicense::test
