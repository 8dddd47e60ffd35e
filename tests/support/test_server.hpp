// SPDX-License-Identifier: Apache-2.0
// A running server with small routes, stopped with the object.
#pragma once
#include "http/server.hpp"
#include "observe/log.hpp"
#include "observe/metrics.hpp"
#include <atomic>
#include <thread>

namespace elicense::test {

inline constexpr std::size_t max_echo = 100'000;

// GET /hello, POST /echo (text/plain, up to max_echo bytes).
std::vector<http::Route> plain_routes(std::atomic<int>* handled = nullptr);

http::ServerOptions plain_options(); // any free port, no TLS

class TestServer {
 public:
  explicit TestServer(http::ServerOptions options = plain_options(),
                      std::vector<http::Route> routes = plain_routes());
  ~TestServer() { stop(); }

  unsigned short port() const { return port_; }
  http::Server& server() { return *server_; }
  void begin_stop() { server_->stop(); }
  bool has_stopped() const { return stopped_; }
  void wait_until_stopped(); // returns when run() did
  void stop();
  observe::Metrics& metrics() { return metrics_; }

 private:
  observe::Metrics metrics_;
  std::unique_ptr<observe::Log> log_ = observe::Log::silent();
  std::unique_ptr<http::Server> server_;
  unsigned short port_;
  std::atomic<bool> stopped_ = false;
  std::thread thread_;
};

// Refuses with the code as the body.
http::Response plain_refusal(const http::Request& request, const Error& error);

} // namespace elicense::test
