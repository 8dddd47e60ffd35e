// SPDX-License-Identifier: Apache-2.0
// What the endpoints work with; main owns the objects.
#pragma once
#include "access/administration.hpp"
#include "access/authenticator.hpp"
#include "access/authorization.hpp"
#include "access/harvest.hpp"
#include "access/limits.hpp"
#include "license/issue.hpp"
#include "observe/log.hpp"
#include "observe/metrics.hpp"
#include "verify/engine.hpp"

namespace elicense::api {

struct Access {
  access::Authenticator& authenticator;
  access::Administration& administration;
  access::Register& people;
  const access::AuthorizationTable& table;
  access::Limits& limits;
  access::HarvestBrake& harvest;
  std::string tenant; // the authority whose instance this is
};

struct Context {
  const license::TypeCatalogue& types;
  license::Register& licenses;
  license::Issuer& issuer;
  const verify::Engine& engine;
  const seal::Cabinet& seals;
  const seal::Sealer& sealer;
  const face::Fonts& fonts;
  const crypto::TrustStore& trust;
  const Access& access;
  observe::Log& log;
  observe::Metrics& metrics;
  std::string verification_url;
  Clock clock;
};

} // namespace elicense::api
