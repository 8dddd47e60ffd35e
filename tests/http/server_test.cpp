// SPDX-License-Identifier: Apache-2.0
// The whole house: starting, many connections, stopping.
#include "http/server.hpp"
#include "tests/support/http_client.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/test_server.hpp"
#include <fcntl.h>
#include <future>
#include <sys/resource.h>
#include <unistd.h>

namespace elicense::http {
namespace {

using namespace std::chrono_literals;
using test::fails_with;
using test::get_request;
using test::HttpClient;
using test::plain_options;
using test::TestServer;

Result<std::unique_ptr<Server>> create(ServerOptions options) {
  static observe::Metrics metrics;
  static const auto log = observe::Log::silent();
  return Server::create(std::move(options), Router(test::plain_routes()), test::plain_refusal, *log, metrics);
}

TEST(Server, ListensOnLoopbackOnly) {
  for (const char* address : {"0.0.0.0", "::", "192.168.1.1", "::ffff:127.0.0.1", "localhost", "",
                              "126.255.255.255", "128.0.0.0"}) {
    ServerOptions options = plain_options();
    options.address = address;
    EXPECT_THAT(create(std::move(options)), fails_with("LISTEN_NOT_LOOPBACK")) << address;
  }
  for (const char* address : {"127.0.0.1", "127.255.255.254"}) {
    ServerOptions options = plain_options();
    options.address = address;
    EXPECT_THAT(create(std::move(options)), test::succeeds()) << address;
  }
}

TEST(Server, ListensOnIpv6Loopback) {
  if (::access("/proc/net/if_inet6", R_OK) != 0) GTEST_SKIP() << "no IPv6 here";
  ServerOptions options = plain_options();
  options.address = "::1";
  TestServer server(std::move(options));
  EXPECT_EQ(HttpClient(server.port(), "::1").ask("GET /hello HTTP/1.1\r\nHost: [::1]:1\r\n\r\n").status,
            200U);
}

TEST(Server, SaysWhenItsPortIsTaken) {
  TestServer first;
  ServerOptions options = plain_options();
  options.port = first.port();
  EXPECT_THAT(create(std::move(options)), fails_with("LISTEN_FAILED"));
}

TEST(Server, ThrowsOnSettingsThatCannotWork) {
  ServerOptions no_worker = plain_options(), no_thread = plain_options(), no_random = plain_options();
  no_worker.workers = 0;
  no_thread.io_threads = 0;
  no_random.random = nullptr;
  EXPECT_THROW((void)create(std::move(no_worker)), std::invalid_argument);
  EXPECT_THROW((void)create(std::move(no_thread)), std::invalid_argument);
  EXPECT_THROW((void)create(std::move(no_random)), std::invalid_argument);
}

TEST(Server, HoldsTwoHundredIdleConnections) {
  ServerOptions options = plain_options();
  options.io_threads = 2;
  TestServer server(std::move(options));
  std::vector<std::unique_ptr<HttpClient>> clients;
  for (int i = 0; i < 200; ++i)
    clients.push_back(std::make_unique<HttpClient>(server.port()));
  for (int round = 0; round < 2; ++round)
    for (auto& client : clients)
      ASSERT_EQ(client->ask(get_request("/hello")).status, 200U);
  EXPECT_THAT(server.metrics().text(), testing::HasSubstr("elicense_connections 200"));
}

TEST(Server, ServesManyClientsAtOnce) {
  ServerOptions options = plain_options();
  options.io_threads = 2;
  options.workers = 4;
  TestServer server(std::move(options));
  std::atomic<int> right = 0;
  {
    std::vector<std::jthread> clients;
    for (int i = 0; i < 8; ++i)
      clients.emplace_back([&, i] {
        HttpClient client(server.port());
        const std::string body(1000 * static_cast<std::size_t>(i + 1), 'a');
        for (int round = 0; round < 20; ++round)
          right += client.ask(test::post_request("/echo", body)).body == body;
      });
  }
  EXPECT_EQ(right, 160);
}

TEST(Server, ClosesTheConnectionThatIsOneTooMany) {
  ServerOptions options = plain_options();
  options.limits.connections = 2;
  TestServer server(std::move(options));
  auto first = std::make_unique<HttpClient>(server.port());
  HttpClient second(server.port());
  EXPECT_EQ(first->ask(get_request("/hello")).status, 200U);
  EXPECT_EQ(second.ask(get_request("/hello")).status, 200U);
  EXPECT_TRUE(HttpClient(server.port()).is_closed());
  EXPECT_THAT(server.metrics().text(),
              testing::HasSubstr("elicense_refused_total{code=\"HTTP_CONNECTIONS\"} 1"));
  first.reset();
  while (server.metrics().text().find("elicense_connections 1") == std::string::npos)
    std::this_thread::yield();
  EXPECT_EQ(HttpClient(server.port()).ask(get_request("/hello")).status, 200U);
}

TEST(Server, WaitsForDescriptorsInsteadOfDying) {
  TestServer server;
  HttpClient before(server.port());
  EXPECT_EQ(before.ask(get_request("/hello")).status, 200U);
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  std::vector<int> taken; // all descriptors but the one that the client needs
  rlimit small = limit;
  small.rlim_cur = 256;
  setrlimit(RLIMIT_NOFILE, &small);
  for (int fd; (fd = ::open("/dev/null", O_RDONLY | O_CLOEXEC)) >= 0;)
    taken.push_back(fd);
  ::close(taken.back());
  taken.pop_back();
  HttpClient client(server.port());
  client.send(get_request("/hello"));
  EXPECT_EQ(before.ask(get_request("/hello")).status, 200U); // still serves
  for (const int fd : taken)
    ::close(fd);
  setrlimit(RLIMIT_NOFILE, &limit);
  EXPECT_EQ(client.read_answer().status, 200U);
}

TEST(Server, StopsWhenIdle) {
  TestServer server;
  HttpClient idle(server.port()), begun(server.port());
  EXPECT_EQ(idle.ask(get_request("/hello")).status, 200U);
  begun.send("GET /hel");
  server.stop();
  EXPECT_EQ(idle.read_to_end(), "");
  EXPECT_EQ(begun.read_to_end(), "");
  EXPECT_ANY_THROW(HttpClient(server.port()));
}

TEST(Server, StopsBeforeItRuns) {
  auto server = create(plain_options()).value();
  server->stop();
  server->run();
}

class StoppingServer : public testing::Test {
 protected:
  std::vector<Route> routes() {
    return {{"GET",
             "/wait",
             "wait",
             [this](const Request&) {
               entered_.set_value();
               release_.get_future().wait();
               return Response{200, "text/plain", to_bytes("finished"), {}};
             },
             0,
             {},
             false}};
  }
  std::promise<void> entered_, release_;
};

TEST_F(StoppingServer, FinishesTheRequestInHand) {
  TestServer server(plain_options(), routes());
  HttpClient client(server.port());
  client.send(get_request("/wait") + get_request("/wait")); // the second is not in hand
  entered_.get_future().wait();
  server.begin_stop();
  while (true) { // the port closes first
    try {
      HttpClient late(server.port());
      std::this_thread::yield();
    } catch (const std::system_error&) {
      break;
    }
  }
  EXPECT_FALSE(server.has_stopped());
  release_.set_value();
  const auto answer = client.read_answer();
  EXPECT_EQ(answer.body, "finished");
  EXPECT_EQ(answer.headers.at("connection"), "close");
  EXPECT_EQ(client.read_to_end(), "");
  server.wait_until_stopped();
}

TEST_F(StoppingServer, CutsTheConnectionWhenDrainingTakesTooLong) {
  ServerOptions options = plain_options();
  options.limits.drain = 50ms;
  TestServer server(std::move(options), routes());
  HttpClient slow_body(server.port()), client(server.port());
  client.send(get_request("/wait"));
  entered_.get_future().wait();
  server.begin_stop();
  std::this_thread::sleep_for(200ms);
  release_.set_value(); // a handler is never interrupted; its answer finds the connection gone
  EXPECT_EQ(client.read_to_end(), "");
  server.wait_until_stopped();
}

TEST(Server, CutsABodyThatDoesNotComeWhenDraining) {
  ServerOptions options = plain_options();
  options.limits.drain = 50ms;
  TestServer server(std::move(options));
  HttpClient client(server.port());
  client.send(
      "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 10\r\n\r\nabc");
  server.stop();
  EXPECT_EQ(client.read_to_end(), "");
}

} // namespace
} // namespace elicense::http
