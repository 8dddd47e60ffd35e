// SPDX-License-Identifier: Apache-2.0
// Everything of this room, wired.
#pragma once
#include "show/mandates.hpp"
#include "show/scans.hpp"
#include "show/sessions.hpp"
#include "show/uses.hpp"

namespace elicense::show {

struct DeskParts {
  std::unique_ptr<Register> kept;
  FindLicense find; // of any holder
  privacy::HolderRegister& holders;
  const license::TypeCatalogue& types;
  const ledger::Blinder& blinder;
  const privacy::Disclosure& disclosure;
  SaysNothing says_nothing;
  Addresses addresses;
  ReserveStatusNumber status_number;
  Clock clock;
  crypto::RandomSource random;
};

class Desk {
 public:
  explicit Desk(DeskParts parts);

  Register& kept() { return *kept_; }
  const Sessions& sessions() const { return sessions_; }
  const Scans& scans() const { return scans_; }
  const Uses& uses() const { return uses_; }
  const Mandates& mandates() const { return mandates_; }
  Watchers& watchers() { return watchers_; }
  const Addresses& addresses() const { return addresses_; }

 private:
  std::unique_ptr<Register> kept_;
  Watchers watchers_;
  Addresses addresses_;
  Sessions sessions_;
  Scans scans_;
  Uses uses_;
  Mandates mandates_;
};

} // namespace elicense::show
