// SPDX-License-Identifier: Apache-2.0
#include "privacy/key_renewal.hpp"

namespace elicense::privacy {

Result<KeyRenewal::Step> KeyRenewal::go_on() {
  const auto under_way = rotation_.under_way();
  if (!under_way) return under_way.error();
  if (*under_way) return seal_again();
  return asked_ ? begin() : Step::none;
}

Result<KeyRenewal::Step> KeyRenewal::begin() {
  if (auto begun = rotation_.begin(clock_(), blinder_); !begun) return begun.error();
  asked_ = false;
  return Step::begun;
}

Result<KeyRenewal::Step> KeyRenewal::seal_again() {
  const auto step = rotation_.go_on(rows_in_step, clock_(), blinder_);
  if (!step) return step.error();
  return step->left > 0 ? Step::sealed : Step::finished;
}

} // namespace elicense::privacy
