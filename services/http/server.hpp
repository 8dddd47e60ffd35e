// SPDX-License-Identifier: Apache-2.0
// The front door: TLS, limits, timeouts, the strict gate, a bounded pool of workers behind it.
#pragma once
#include "crypto/secret.hpp"
#include "http/router.hpp"
#include <chrono>

namespace elicense::observe {
class Log;
class Metrics;
} // namespace elicense::observe

namespace elicense::http {

struct Limits {
  std::size_t header_size = 16 * 1024;
  std::size_t header_fields = 64;
  std::size_t target_size = 4 * 1024;
  std::size_t connections = 12'000;
  std::size_t queue = 256; // requests waiting for a worker, then 503 with Retry-After
  std::chrono::milliseconds handshake{10'000}, header{10'000}, body{30'000}, write{30'000}, idle{60'000};
  std::chrono::milliseconds drain{10'000}; // after stop(), for requests already read
};

struct Tls {
  std::string certificate_pem;
  crypto::SecretBytes private_key; // PKCS#8
};

struct ServerOptions {
  std::string address = "127.0.0.1"; // only loopback until access control exists: LISTEN_NOT_LOOPBACK
  unsigned short port = 8443;        // 0: any free one
  std::optional<Tls> tls;            // absent: plain, for tests
  Limits limits;
  unsigned io_threads = 1, workers = 2;
};

// Turns a refusal of the door itself (400, 404, 405, 408, 411, 413, 414, 415, 417, 431, 501, 503, 505) into an answer; api gives the problem+json one.
using Refusal = std::function<Response(const Request&, const Error&)>;

class Server {
 public:
  // LISTEN_NOT_LOOPBACK, LISTEN_FAILED, TLS_CONFIGURATION
  static Result<std::unique_ptr<Server>> create(ServerOptions options, Router router, Refusal refusal, observe::Log& log,
                                                observe::Metrics& metrics);
  virtual ~Server() = default;
  virtual unsigned short port() const = 0;
  virtual void run() = 0;  // returns after stop() once every acknowledged request is finished
  virtual void stop() = 0; // safe from any thread and from a signal watcher
};

} // namespace elicense::http
