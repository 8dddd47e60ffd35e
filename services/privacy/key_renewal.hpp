// SPDX-License-Identifier: Apache-2.0
// Another data key beside readers and writers: asked for by an operator, then sealed again step by step, over
// restarts too.
#pragma once
#include "privacy/key_rotation.hpp"
#include <atomic>

namespace elicense::privacy {

inline constexpr std::size_t rows_in_step = 200; // of each kind: what one turn of writing takes

class KeyRenewal {
 public:
  enum class Step { none, begun, sealed, finished };

  KeyRenewal(KeyRotation& rotation, const ledger::Blinder& blinder, Clock clock)
      : rotation_(rotation), blinder_(blinder), clock_(std::move(clock)) {}

  void ask() { asked_ = true; } // once more while one is under way: it begins when that is finished
  // One step of what was asked for or interrupted, to be repeated. What KeyRotation says; what failed is
  // tried again by the next call.
  Result<Step> go_on();

 private:
  Result<Step> begin();
  Result<Step> seal_again();

  KeyRotation& rotation_;
  const ledger::Blinder& blinder_;
  const Clock clock_;
  std::atomic<bool> asked_ = false;
};

} // namespace elicense::privacy
