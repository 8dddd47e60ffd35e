// SPDX-License-Identifier: Apache-2.0
// What the endpoints work with; main owns the objects.
#pragma once
#include "api/login.hpp"
#include "license/issue.hpp"
#include "notify/broadcast.hpp"
#include "notify/subscribing.hpp"
#include "observe/log.hpp"
#include "observe/metrics.hpp"
#include "verify/engine.hpp"

namespace elicense::api {

struct Context {
  const license::TypeCatalogue& types;
  license::Register& licenses;
  license::Issuer& issuer;
  const verify::Engine& engine;
  const seal::Cabinet& seals;
  const seal::Sealer& sealer;
  const face::Fonts& fonts;
  const crypto::TrustStore& trust;
  notify::Outbox& outbox;
  const notify::Subscriber& subscriber;
  const notify::MessageKeys& message_keys;
  notify::Broadcast& broadcast;
  const Login* login; // null: no identity provider is configured
  observe::Log& log;
  observe::Metrics& metrics;
  std::string verification_url;
  Clock clock;
};

} // namespace elicense::api
