// SPDX-License-Identifier: Apache-2.0
// The server of the http tests.
#include "tests/support/test_server.hpp"
#include "http/refusal.hpp"

namespace elicense::test {

std::vector<http::Route> plain_routes(std::atomic<int>* handled) {
  const auto count = [handled] {
    if (handled) ++*handled;
  };
  const auto hello = [count](const http::Request&) {
    count();
    return http::Response{200, "text/plain", to_bytes("hello"), {}};
  };
  const auto echo = [count](const http::Request& request) {
    count();
    return http::Response{200, "text/plain", request.body, {}};
  };
  return {{"GET", "/hello", "hello", hello, 0, {}, false},
          {"POST", "/echo", "echo", echo, max_echo, {"text/plain"}, false}};
}

http::ServerOptions plain_options() {
  http::ServerOptions options;
  options.port = 0;
  return options;
}

TestServer::TestServer(http::ServerOptions options, std::vector<http::Route> routes)
    : server_(http::Server::create(std::move(options), http::Router(std::move(routes)), plain_refusal, *log_,
                                   metrics_)
                  .value()),
      port_(server_->port()), thread_([this] {
        server_->run();
        stopped_ = true;
      }) {}

void TestServer::wait_until_stopped() {
  if (thread_.joinable()) thread_.join();
}

void TestServer::stop() {
  begin_stop();
  wait_until_stopped();
}

http::Response plain_refusal(const http::Request&, const Error& error) {
  return {http::refusal_status(error), "text/plain", to_bytes(error.code), {}};
}

} // namespace elicense::test
