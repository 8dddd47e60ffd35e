// SPDX-License-Identifier: Apache-2.0
// Requests of ours to a local peer that behaves, and to one that does not.
#include "http/client/client.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/scripted_peer.hpp"
#include "tests/support/tls_client.hpp"
#include <arpa/inet.h>
#include <array>
#include <future>
#include <sys/socket.h>
#include <unistd.h>

namespace elicense::http {
namespace {

using namespace std::chrono_literals;
using test::fails_with;
using test::PeerConnection;
using test::ScriptedPeer;

constexpr std::string_view fine =
    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: text/plain\r\n\r\nok";

ScriptedPeer::Script answering(std::string text) {
  return [text = std::move(text)](PeerConnection& peer) {
    peer.read_request();
    peer.write(text);
  };
}

Resolve resolving_to(std::vector<std::string> addresses) {
  return [addresses](const std::string&, std::chrono::milliseconds) { return addresses; };
}

// A port where connecting fails, or, once its queue is full, never comes to an end.
class FullListener {
 public:
  explicit FullListener(bool listens) {
    address_.sin_family = AF_INET;
    address_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address_;
    ::bind(sockets_[0], reinterpret_cast<sockaddr*>(&address_), size);
    ::getsockname(sockets_[0], reinterpret_cast<sockaddr*>(&address_), &size);
    if (!listens) return;
    ::listen(sockets_[0], 0);
    for (std::size_t i = 1; i < sockets_.size(); ++i)
      ::connect(sockets_[i], reinterpret_cast<sockaddr*>(&address_), size);
  }
  FullListener(const FullListener&) = delete;
  FullListener& operator=(const FullListener&) = delete;
  ~FullListener() {
    for (const int socket : sockets_)
      ::close(socket);
  }
  unsigned short port() const { return ntohs(address_.sin_port); }

 private:
  static int open() { return ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0); }
  std::array<int, 4> sockets_{open(), open(), open(), open()};
  sockaddr_in address_{};
};

class HttpClientTest : public testing::Test {
 protected:
  HttpClientTest() : identity_(test::tls_identity()) {
    options.authorities_pem = identity_.certificate_pem;
    options.inner_hosts = {"localhost"};
    options.resolve = resolving_to({"127.0.0.1"});
  }
  Tls identity() const { return {identity_.certificate_pem, identity_.private_key.clone()}; }
  Result<Response> get(const std::string& url) const {
    return Client::create(options).value()->send({.method = "GET", .url = url});
  }
  Result<Response> get_from(ScriptedPeer::Script script) const {
    const ScriptedPeer peer(std::move(script), identity());
    return get(peer.url());
  }

  ClientOptions options;

 private:
  Tls identity_;
};

TEST_F(HttpClientTest, SendsWhatItWasGivenAndReadsTheAnswer) {
  std::string seen;
  const ScriptedPeer peer(
      [&](PeerConnection& connection) {
        seen = connection.read_request();
        connection.write("HTTP/1.1 201 Created\r\nX-Mark: a\r\nContent-Length: 4\r\n\r\nbody");
      },
      identity());
  const auto client = Client::create(options).value();
  const auto answer = client->send({.method = "POST",
                                    .url = peer.url("/hook?a=1"),
                                    .headers = {{"webhook-id", "x"}},
                                    .content_type = "application/json",
                                    .body = to_bytes("{}")});
  ASSERT_THAT(answer, test::succeeds());
  EXPECT_EQ(answer->status, 201U);
  EXPECT_EQ(as_text(answer->body), "body");
  EXPECT_THAT(answer->headers, testing::Contains(std::pair<std::string, std::string>("x-mark", "a")));
  EXPECT_EQ(seen, "POST /hook?a=1 HTTP/1.1\r\nhost: localhost:" + std::to_string(peer.port()) +
                      "\r\nuser-agent: elicense\r\nconnection: close\r\nwebhook-id: x\r\n"
                      "content-type: application/json\r\ncontent-length: 2\r\n\r\n{}");
}

TEST_F(HttpClientTest, ReadsChunkedAnswers) {
  const auto answer = get_from(
      answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n"));
  ASSERT_THAT(answer, test::succeeds());
  EXPECT_EQ(as_text(answer->body), "abc");
}

TEST_F(HttpClientTest, HandsOnEveryStatusThatIsAnAnswer) {
  for (const unsigned status : {200U, 204U, 299U, 400U, 404U, 410U, 500U, 503U}) {
    const auto answer =
        get_from(answering("HTTP/1.1 " + std::to_string(status) + " X\r\nContent-Length: 0\r\n\r\n"));
    ASSERT_THAT(answer, test::succeeds()) << status;
    EXPECT_EQ(answer->status, status);
  }
}

TEST_F(HttpClientTest, FollowsNoRedirect) {
  for (const char* status : {"301", "302", "303", "307", "308", "304"}) {
    const ScriptedPeer peer(
        answering("HTTP/1.1 " + std::string(status) + " X\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n"),
        identity());
    EXPECT_THAT(get(peer.url()), fails_with("HTTP_CLIENT_REDIRECT")) << status;
    EXPECT_EQ(peer.connections(), 1);
  }
}

TEST_F(HttpClientTest, RefusesWhatIsNoAnswer) {
  EXPECT_THAT(get_from(answering("garbage\r\n\r\n")), fails_with("HTTP_CLIENT_MALFORMED"));
  EXPECT_THAT(get_from(answering("HTTP/1.1 200 OK\r\n\r\nno length")), fails_with("HTTP_CLIENT_MALFORMED"));
  EXPECT_THAT(get_from(answering("HTTP/1.1 103 Early\r\n\r\n")), fails_with("HTTP_CLIENT_MALFORMED"));
  EXPECT_THAT(get_from(answering(std::string(fine) + "more")), fails_with("HTTP_CLIENT_MALFORMED"));
  EXPECT_THAT(get_from(answering("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\ncut")),
              fails_with("HTTP_CLIENT_CLOSED"));
  EXPECT_THAT(get_from([](PeerConnection&) {}), fails_with("HTTP_CLIENT_CLOSED"));
}

TEST_F(HttpClientTest, TakesABodyUpToItsLimit) {
  options.limits.body_size = 1000;
  const auto body_of = [&](std::size_t size) {
    return get_from(answering("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n" +
                              std::string(size, 'b')));
  };
  EXPECT_THAT(body_of(999), test::succeeds());
  EXPECT_THAT(body_of(1000), test::succeeds());
  EXPECT_THAT(body_of(1001), fails_with("HTTP_CLIENT_TOO_LARGE"));
}

TEST_F(HttpClientTest, GivesUpOnWhatNeverEnds) {
  options.limits.total = 10s;
  const auto flood = [](std::string head, std::string part) {
    return [head, part](PeerConnection& peer) {
      peer.read_request();
      for (bool goes_on = peer.write(head); goes_on;)
        goes_on = peer.write(part);
    };
  };
  const std::string chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  EXPECT_THAT(get_from(flood("HTTP/1.1 200 OK\r\n", "X-A: b\r\n")), fails_with("HTTP_CLIENT_TOO_LARGE"));
  EXPECT_THAT(get_from(flood(chunked, "400\r\n" + std::string(1024, 'b') + "\r\n")),
              fails_with("HTTP_CLIENT_TOO_LARGE"));
  EXPECT_FALSE(get_from(flood(chunked + "1;a=", std::string(4096, 'x'))).has_value());
  EXPECT_FALSE(get_from(flood(chunked + "0\r\n", "X-A: " + std::string(4096, 'x') + "\r\n")).has_value());
}

TEST_F(HttpClientTest, WaitsOnlySoLong) {
  options.limits.total = 200ms;
  const auto silent = [](PeerConnection& peer) {
    peer.read_request();
    peer.read_request(); // until the client has left
  };
  const auto slow = [](PeerConnection& peer) {
    peer.read_request();
    for (const char c : fine) {
      std::this_thread::sleep_for(50ms);
      if (!peer.write(std::string(1, c))) return;
    }
  };
  EXPECT_THAT(get_from(silent), fails_with("HTTP_CLIENT_TIMEOUT"));
  EXPECT_THAT(get_from(slow), fails_with("HTTP_CLIENT_TIMEOUT"));
}

TEST_F(HttpClientTest, SaysWhenNobodyListens) {
  const FullListener closed(false);
  EXPECT_THAT(get("https://localhost:" + std::to_string(closed.port()) + "/"),
              fails_with("HTTP_CLIENT_CONNECT"));
}

TEST_F(HttpClientTest, WaitsOnlySoLongForAConnection) {
  options.limits.connect = 100ms;
  const FullListener full(true);
  EXPECT_THAT(get("https://localhost:" + std::to_string(full.port()) + "/"),
              fails_with("HTTP_CLIENT_TIMEOUT"));
}

TEST_F(HttpClientTest, TriesTheNextAddress) {
  options.resolve = resolving_to({"127.0.0.2", "::1", "127.0.0.1"});
  EXPECT_THAT(get_from(answering(std::string(fine))), test::succeeds());
}

TEST_F(HttpClientTest, BelievesOnlyTheGivenAuthorities) {
  options.authorities_pem = test::tls_identity().certificate_pem;
  const auto stranger = get_from(answering(std::string(fine)));
  ASSERT_THAT(stranger, fails_with("HTTP_CLIENT_TLS"));
  EXPECT_THAT(stranger.error().detail, testing::HasSubstr("self-signed certificate"));
  options.authorities_pem = "";
  EXPECT_THAT(get_from(answering(std::string(fine))), fails_with("HTTP_CLIENT_TLS"));
  options.authorities_pem = "garbage";
  EXPECT_THAT(Client::create(options), fails_with("TLS_CONFIGURATION"));
}

TEST_F(HttpClientTest, DemandsTheNameItAskedFor) {
  const auto reached = [&](const std::vector<std::string>& names, const std::string& host) {
    Tls other = test::tls_identity_for(names);
    options.authorities_pem = other.certificate_pem;
    options.inner_hosts = {host};
    const ScriptedPeer peer(answering(std::string(fine)), std::move(other));
    return get("https://" + host + ":" + std::to_string(peer.port()) + "/");
  };
  EXPECT_THAT(reached({"partner.test"}, "partner.test"), test::succeeds());
  EXPECT_THAT(reached({"*.partner.test"}, "a.partner.test"), test::succeeds());
  EXPECT_THAT(reached({"127.0.0.1"}, "127.0.0.1"), test::succeeds());
  EXPECT_THAT(reached({"partner.test"}, "localhost"),
              fails_with("HTTP_CLIENT_TLS")); // though it is the common name
  EXPECT_THAT(reached({"*.partner.test"}, "a.b.partner.test"), fails_with("HTTP_CLIENT_TLS"));
  EXPECT_THAT(reached({"p*.partner.test"}, "pa.partner.test"), fails_with("HTTP_CLIENT_TLS"));
  EXPECT_THAT(reached({"localhost"}, "127.0.0.1"), fails_with("HTTP_CLIENT_TLS"));
}

TEST_F(HttpClientTest, SpeaksNoOldTls) {
  const ScriptedPeer old(answering(std::string(fine)), identity(), 0x0302);
  EXPECT_THAT(get(old.url()), fails_with("HTTP_CLIENT_TLS"));
  const ScriptedPeer tls_1_2(answering(std::string(fine)), identity(), 0x0303);
  EXPECT_THAT(get(tls_1_2.url()), test::succeeds());
}

TEST_F(HttpClientTest, KeepsOutOfClosedNetworks) {
  options.inner_hosts = {};
  const ScriptedPeer peer(answering(std::string(fine)), identity());
  const std::string port = std::to_string(peer.port());
  for (const char* host :
       {"localhost", "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "127.1"})
    EXPECT_THAT(get("https://" + std::string(host) + ":" + port + "/"), fails_with("HTTP_CLIENT_ADDRESS"))
        << host;
  options.resolve = resolving_to({"8.8.8.8", "127.0.0.1"}); // one of them is enough
  EXPECT_THAT(get(peer.url()), fails_with("HTTP_CLIENT_ADDRESS"));
  EXPECT_EQ(peer.connections(), 0);
}

TEST_F(HttpClientTest, AsksForTheAddressOnce) { // a second answer could be another one (DNS rebinding)
  int asked = 0;
  options.resolve = [&](const std::string&, std::chrono::milliseconds) {
    ++asked;
    return std::vector<std::string>{"127.0.0.1"};
  };
  EXPECT_THAT(get_from(answering(std::string(fine))), test::succeeds());
  EXPECT_EQ(asked, 1);
}

TEST_F(HttpClientTest, RefusesANameWithoutAddresses) {
  options.resolve = resolving_to({});
  EXPECT_THAT(get("https://localhost/"), fails_with("HTTP_CLIENT_RESOLVE"));
}

TEST_F(HttpClientTest, SendsNothingThatCouldSplitARequest) {
  const auto client = Client::create(options).value();
  const auto with = [&](std::string name, std::string value) {
    return client->send(
        {.method = "GET", .url = "https://localhost/", .headers = {{std::move(name), std::move(value)}}});
  };
  EXPECT_THAT(with("x-a", "b\r\nX-C: d"), fails_with("HTTP_CLIENT_REQUEST"));
  EXPECT_THAT(with("x a", "b"), fails_with("HTTP_CLIENT_REQUEST"));
  EXPECT_THAT(with("host", "b"), fails_with("HTTP_CLIENT_REQUEST"));
  EXPECT_THAT(with("x-a", "é"), fails_with("HTTP_CLIENT_REQUEST"));
  EXPECT_THAT(client->send({.method = "TRACE", .url = "https://localhost/"}),
              fails_with("HTTP_CLIENT_REQUEST"));
  EXPECT_THAT(client->send({.method = "POST", .url = "https://localhost/", .content_type = "a\r\nb"}),
              fails_with("HTTP_CLIENT_REQUEST"));
}

TEST_F(HttpClientTest, EndsAtOnceWhenCancelled) {
  std::promise<void> reached;
  const ScriptedPeer peer(
      [&](PeerConnection& connection) {
        connection.read_request();
        reached.set_value();
        connection.read_request();
      },
      identity());
  const auto client = Client::create(options).value();
  auto answer = std::async([&] { return client->send({.method = "GET", .url = peer.url()}); });
  reached.get_future().wait();
  client->cancel();
  EXPECT_THAT(answer.get(), fails_with("HTTP_CLIENT_CANCELLED"));
  EXPECT_THAT(client->send({.method = "GET", .url = peer.url()}), fails_with("HTTP_CLIENT_CANCELLED"));
}

TEST_F(HttpClientTest, TakesSoManyCallsAtOnce) {
  options.limits.calls = 1;
  std::promise<void> reached;
  std::promise<void> asked;
  const ScriptedPeer peer(
      [&](PeerConnection& connection) {
        connection.read_request();
        reached.set_value();
        asked.get_future().wait();
        connection.write(fine);
      },
      identity());
  const auto client = Client::create(options).value();
  auto first = std::async([&] { return client->send({.method = "GET", .url = peer.url()}); });
  reached.get_future().wait();
  EXPECT_THAT(client->send({.method = "GET", .url = peer.url()}), fails_with("HTTP_CLIENT_BUSY"));
  asked.set_value();
  EXPECT_THAT(first.get(), test::succeeds());
}

TEST(SystemResolve, FindsLoopbackAndNoInvalidName) {
  EXPECT_THAT(system_resolve("127.0.0.1", 5s).value(), testing::ElementsAre("127.0.0.1"));
  EXPECT_THAT(system_resolve("localhost", 5s).value(), testing::Contains("127.0.0.1"));
  EXPECT_FALSE(system_resolve("name.invalid", 5s).has_value()); // RFC 6761 6.4
}

} // namespace
} // namespace elicense::http
