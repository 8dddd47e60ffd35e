// SPDX-License-Identifier: Apache-2.0
// What all connections share.
#pragma once
#include "http/body_budget.hpp"
#include "http/server.hpp"
#include "http/tls.hpp"
#include "http/worker_pool.hpp"

namespace elicense::http {

struct Door {
  Door(ServerOptions settings, Router table, Refusal refuse, observe::Log& log_to, observe::Metrics& count_in,
       std::optional<TlsContext> tls_context)
      : options(std::move(settings)), router(std::move(table)), refusal(std::move(refuse)), log(log_to),
        metrics(count_in), tls(std::move(tls_context)), workers(options.workers, options.limits.queue),
        bodies(options.limits.bodies) {}

  ServerOptions options;
  Router router;
  Refusal refusal;
  observe::Log& log;
  observe::Metrics& metrics;
  std::optional<TlsContext> tls;
  WorkerPool workers;
  BodyBudget bodies;
  std::atomic<std::size_t> listeners = 0; // connections that are sent events
  std::atomic<std::size_t> streams = 0;   // connections whose body is made while it is sent
  std::atomic<bool> closing = false;      // after stop(): answers say "connection: close"
};

} // namespace elicense::http
