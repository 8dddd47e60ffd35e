// SPDX-License-Identifier: Apache-2.0
// What the endpoints work with; main owns the objects.
#pragma once
#include "ledger/keeper.hpp"
#include "license/issue.hpp"
#include "observe/log.hpp"
#include "observe/metrics.hpp"
#include "verify/engine.hpp"

namespace elicense::api {

struct Context {
  const license::TypeCatalogue& types;
  license::Register& licenses;
  license::Issuer& issuer;
  ledger::Book& book;
  ledger::Keeper& keeper;
  const ledger::Blinder& blinder;
  const verify::Engine& engine;
  const seal::Cabinet& seals;
  const seal::Sealer& sealer;
  const face::Fonts& fonts;
  const crypto::TrustStore& trust;
  observe::Log& log;
  observe::Metrics& metrics;
  std::string verification_url;
  Clock clock;
};

} // namespace elicense::api
