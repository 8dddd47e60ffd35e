// SPDX-License-Identifier: Apache-2.0
// The front door: TLS, limits, timeouts, the strict gate, a bounded pool of workers behind it.
#pragma once
#include "crypto/random.hpp"
#include "crypto/secret.hpp"
#include "crypto/time.hpp"
#include "http/limits.hpp"
#include "http/router.hpp"
#include <memory>

namespace elicense::observe {
class Log;
class Metrics;
} // namespace elicense::observe

namespace elicense::http {

struct Tls {
  std::string certificate_pem;     // the server's certificate first, then its chain
  crypto::SecretBytes private_key; // PKCS#8, DER
};

struct ServerOptions {
  std::string address = "127.0.0.1";
  bool beyond_loopback = false; // else any other address is LISTEN_NOT_LOOPBACK
  unsigned short port = 8443;   // 0: any free one
  std::optional<Tls> tls;       // absent: plain, for tests
  Limits limits;
  unsigned io_threads = 1, workers = 2;
  std::vector<std::string> hosts =
      {};           // names answered to, besides localhost, 127.0.0.1 and [::1] (DNS rebinding)
  Clock clock = {}; // for the Date field, which is left out without one
  crypto::RandomSource random = crypto::system_random; // for request ids
};

// Turns a refusal of the door itself (http/refusal.hpp) into an answer; api gives the problem+json one.
using Refusal = std::function<Response(const Request&, const Error&)>;

class Server {
 public:
  // LISTEN_NOT_LOOPBACK, LISTEN_FAILED, TLS_CONFIGURATION. Throws on a setting that can never work (no
  // worker).
  static Result<std::unique_ptr<Server>> create(ServerOptions options, Router router, Refusal refusal,
                                                observe::Log& log, observe::Metrics& metrics);
  virtual ~Server() = default;
  virtual unsigned short port() const = 0;
  virtual void run() = 0;  // returns after stop() once every acknowledged request is finished
  virtual void stop() = 0; // safe from any thread and from a signal watcher
  // For connections from now on; those open keep theirs. TLS_CONFIGURATION (then nothing changes), TLS_PLAIN
  // (this server has no TLS). Safe from any thread.
  virtual Result<void> renew_tls(const Tls& tls) = 0;
};

} // namespace elicense::http
