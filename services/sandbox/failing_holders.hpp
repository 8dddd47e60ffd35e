// SPDX-License-Identifier: Apache-2.0
// A register of holders that cannot be asked for the licenses of some of them (签发机关故障).
#pragma once
#include "privacy/holder_register.hpp"

namespace elicense::sandbox {

class FailingHolders final : public privacy::HolderRegister {
 public:
  FailingHolders(std::unique_ptr<privacy::HolderRegister> inner, std::vector<license::Holder> failing)
      : inner_(std::move(inner)), failing_(std::move(failing)) {}

  Result<std::vector<license::License>> licenses_of(const license::Holder& holder) override;

  Result<std::int64_t> ask_correction(const privacy::Correction& correction) override {
    return inner_->ask_correction(correction);
  }
  Result<std::vector<privacy::Correction>> corrections_of(const license::Holder& holder) override {
    return inner_->corrections_of(holder);
  }
  Result<std::vector<privacy::Correction>> open_corrections(std::int64_t after, std::size_t limit) override {
    return inner_->open_corrections(after, limit);
  }
  Result<void> answer_correction(std::int64_t number, privacy::CorrectionState state, Time at) override {
    return inner_->answer_correction(number, state, at);
  }

 private:
  std::unique_ptr<privacy::HolderRegister> inner_;
  std::vector<license::Holder> failing_;
};

} // namespace elicense::sandbox
