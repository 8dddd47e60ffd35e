// SPDX-License-Identifier: Apache-2.0
// idle_server plain|tls IDLE_SECONDS: a door in a process of its own, so that what a connection costs it can
// be seen from outside. Prints its port, ends with its standard input.
#include "tests/support/test_server.hpp"
#include "tests/support/tls_client.hpp"
#include <cstdio>
#include <string>

int main(int count, char** arguments) {
  using namespace elicense;
  if (count != 3) return std::fputs("idle_server plain|tls IDLE_SECONDS\n", stderr), 2;
  http::ServerOptions options = test::plain_options();
  if (std::string_view(arguments[1]) == "tls") options.tls = test::tls_identity();
  options.limits.idle = std::chrono::seconds(std::stoi(arguments[2]));
  test::TestServer server(std::move(options));
  std::printf("%u\n", server.port());
  std::fflush(stdout);
  while (std::getchar() != EOF) {
  }
}
