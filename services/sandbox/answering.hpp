// SPDX-License-Identifier: Apache-2.0
// Personas that answer whoever scans their codes, without anybody at a screen.
#pragma once
#include "sandbox/persona.hpp"
#include "show/desk.hpp"

namespace elicense::sandbox {

class Answering {
 public:
  Answering(const Residents& residents, show::Desk& desk, Clock clock)
      : residents_(residents), desk_(desk), clock_(std::move(clock)) {}
  // Every scan that waits for one of them is answered; answers how many were, or what the desk refused last.
  Result<int> step() const;

 private:
  Result<int> answer(const Resident& resident) const;
  Result<show::Scan> answer(const Resident& resident, const show::Scan& scan) const;
  const Residents& residents_;
  show::Desk& desk_;
  Clock clock_;
};

} // namespace elicense::sandbox
