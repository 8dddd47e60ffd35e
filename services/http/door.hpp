// SPDX-License-Identifier: Apache-2.0
// What all connections share.
#pragma once
#include "http/server.hpp"
#include "http/tls.hpp"
#include "http/worker_pool.hpp"

namespace elicense::http {

struct Door {
  ServerOptions options;
  Router router;
  Refusal refusal;
  observe::Log& log;
  observe::Metrics& metrics;
  std::optional<TlsContext> tls;
  WorkerPool workers;
  std::atomic<bool> closing = false; // after stop(): answers say "connection: close"
};

} // namespace elicense::http
