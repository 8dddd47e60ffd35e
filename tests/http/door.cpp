// SPDX-License-Identifier: Apache-2.0
// door plain|tls [idle=SECONDS] [handshake=…] [header=…] [body=…] [write=…]: a door in a process of its own,
// so that what a connection costs it can be seen from outside. Prints its port, ends with its standard input.
#include "tests/support/test_server.hpp"
#include "tests/support/tls_client.hpp"
#include <cstdio>
#include <string>

namespace elicense::test {
namespace {

constexpr std::size_t large = 16U << 20; // more than the kernel takes for a peer that does not read

void set_limit(http::Limits& limits, std::string_view setting) {
  const std::size_t sign = setting.find('=');
  const std::string_view name = setting.substr(0, sign);
  for (const auto& [known, limit] :
       {std::pair("idle", &http::Limits::idle), std::pair("handshake", &http::Limits::handshake),
        std::pair("header", &http::Limits::header), std::pair("body", &http::Limits::body),
        std::pair("write", &http::Limits::write)})
    if (name == known) limits.*limit = std::chrono::seconds(std::stoi(std::string(setting.substr(sign + 1))));
}

std::vector<http::Route> routes() {
  std::vector<http::Route> table = plain_routes();
  const auto answer = [](const http::Request&) {
    return http::Response{200, "text/plain", Bytes(large, 'a'), {}};
  };
  table.push_back({"GET", "/large", "large", answer, 0, {}, false});
  table.push_back({"POST", "/sink", "sink", answer, 1U << 30, {"text/plain"}, false});
  return table;
}

} // namespace
} // namespace elicense::test

int main(int count, char** arguments) {
  using namespace elicense;
  if (count < 2) return std::fputs("door plain|tls [LIMIT=SECONDS]...\n", stderr), 2;
  http::ServerOptions options = test::plain_options();
  if (std::string_view(arguments[1]) == "tls") options.tls = test::tls_identity();
  for (int i = 2; i < count; ++i)
    test::set_limit(options.limits, arguments[i]);
  test::TestServer server(std::move(options), test::routes());
  std::printf("%u\n", server.port());
  std::fflush(stdout);
  while (std::getchar() != EOF) {
  }
}
