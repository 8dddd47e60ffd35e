// SPDX-License-Identifier: Apache-2.0
// What the server agrees to over TLS, and what not.
#include "http/tls.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/test_server.hpp"
#include "tests/support/tls_client.hpp"

namespace elicense::http {
namespace {

using namespace std::chrono_literals;
using test::fails_with;
using test::get_request;
using test::HttpClient;
using test::TestServer;
using test::TlsClient;
using test::TlsOffer;

constexpr int tls_1_1 = 0x0302, tls_1_2 = 0x0303, tls_1_3 = 0x0304;

ServerOptions tls_options() {
  ServerOptions options = test::plain_options();
  options.tls = test::tls_identity();
  return options;
}

class TlsServer : public testing::Test {
 protected:
  TestServer server_{tls_options()};
};

TEST_F(TlsServer, Speaks12And13) {
  for (const auto& [version, name] : {std::pair{tls_1_2, "TLSv1.2"}, std::pair{tls_1_3, "TLSv1.3"}}) {
    TlsClient client(server_.port(), {version, version});
    ASSERT_TRUE(client.connected()) << client.failure();
    EXPECT_EQ(client.version(), name);
    const auto answer = client.ask(get_request("/hello"));
    EXPECT_EQ(answer.body, "hello");
    EXPECT_TRUE(answer.headers.contains("strict-transport-security"));
    EXPECT_FALSE(client.is_compressed());
    EXPECT_FALSE(client.was_given_ticket());
  }
}

TEST_F(TlsServer, RefusesOlderVersions) {
  TlsClient client(server_.port(), {0x0301, tls_1_1});
  EXPECT_FALSE(client.connected());
  EXPECT_EQ(client.failure(), "tlsv1 alert protocol version");
}

TEST_F(TlsServer, RefusesSuitesWithoutForwardSecrecyOrAuthenticatedEncryption) {
  for (const char* suites :
       {"ECDHE-ECDSA-AES128-SHA", "ECDHE-ECDSA-AES256-SHA384", "AES128-GCM-SHA256",
        "DHE-RSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES128-CCM8", "ECDHE-ECDSA-NULL-SHA", "AECDH-AES128-SHA"}) {
    TlsClient client(server_.port(), {tls_1_2, tls_1_2, suites});
    EXPECT_FALSE(client.connected()) << suites;
    EXPECT_THAT(client.failure(), testing::HasSubstr("handshake failure")) << suites;
  }
}

TEST_F(TlsServer, ChoosesTheSuiteItself) {
  const char* both[] = {"ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305",
                        "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-ECDSA-AES256-GCM-SHA384"};
  for (const char* suites : both)
    EXPECT_EQ(TlsClient(server_.port(), {tls_1_2, tls_1_2, suites}).suite(), "ECDHE-ECDSA-AES256-GCM-SHA384");
}

TEST_F(TlsServer, SpeaksOnlyHttp11) {
  TlsClient both(server_.port(), {tls_1_2, tls_1_3, "DEFAULT", "\x02h2\x08http/1.1"});
  EXPECT_EQ(both.protocol(), "http/1.1");
  TlsClient other(server_.port(), {tls_1_2, tls_1_3, "DEFAULT", "\x02h2"});
  EXPECT_FALSE(other.connected());
}

TEST_F(TlsServer, DoesNotRenegotiate) {
  TlsClient client(server_.port(), {tls_1_2, tls_1_2});
  ASSERT_EQ(client.ask(get_request("/hello")).status, 200U);
  EXPECT_FALSE(client.renegotiates());
}

TEST_F(TlsServer, TakesANewCertificateForNewConnections) {
  TlsClient before(server_.port());
  const Bytes old_certificate = before.server_certificate();
  ASSERT_TRUE(server_.server().renew_tls(test::tls_identity()).has_value());
  EXPECT_NE(TlsClient(server_.port()).server_certificate(), old_certificate);
  EXPECT_EQ(before.ask(get_request("/hello")).body, "hello") << "an open connection goes on";
}

TEST_F(TlsServer, KeepsItsCertificateWhenTheNewOneIsNone) {
  const Bytes certificate = TlsClient(server_.port()).server_certificate();
  Tls mixed = test::tls_identity();
  mixed.certificate_pem = test::tls_identity().certificate_pem; // of another key
  EXPECT_THAT(server_.server().renew_tls(mixed), fails_with("TLS_CONFIGURATION"));
  EXPECT_EQ(TlsClient(server_.port()).server_certificate(), certificate);
}

TEST(PlainServer, HasNoCertificateToRenew) {
  TestServer server;
  EXPECT_THAT(server.server().renew_tls(test::tls_identity()), fails_with("TLS_PLAIN"));
}

TEST_F(TlsServer, CarriesLargeBodiesBothWays) {
  TlsClient client(server_.port());
  const std::string body(test::max_echo, 'b');
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(client.ask(test::post_request("/echo", body)).body, body);
}

TEST_F(TlsServer, AnswersPipelinedRequestsOfOneRecord) {
  TlsClient client(server_.port());
  client.send(get_request("/hello") + test::post_request("/echo", "second") + get_request("/hello"));
  EXPECT_EQ(client.read_answer().body, "hello");
  EXPECT_EQ(client.read_answer().body, "second");
  EXPECT_EQ(client.read_answer().body, "hello");
}

TEST_F(TlsServer, SaysGoodbye) {
  TlsClient client(server_.port());
  EXPECT_EQ(client.ask(get_request("/hello", "Connection: close\r\n")).status, 200U);
  EXPECT_TRUE(client.is_closed());
}

TEST_F(TlsServer, TurnsPlainHttpAway) {
  HttpClient client(server_.port());
  client.send(get_request("/hello"));
  EXPECT_EQ(client.read_to_end().find("HTTP/1.1"), std::string::npos);
}

TEST_F(TlsServer, HoldsTwoHundredIdleConnections) {
  std::vector<std::unique_ptr<TlsClient>> clients;
  for (int i = 0; i < 200; ++i) {
    clients.push_back(std::make_unique<TlsClient>(server_.port()));
    ASSERT_TRUE(clients.back()->connected());
  }
  for (auto& client : clients)
    ASSERT_EQ(client->ask(get_request("/hello")).status, 200U);
}

TEST(TlsLimits, CloseAHandshakeThatDoesNotCome) {
  ServerOptions options = tls_options();
  options.limits.handshake = 100ms;
  TestServer server(std::move(options));
  HttpClient silent(server.port()), begun(server.port());
  begun.send(std::string("\x16\x03\x01\x00\xc8\x01\x00", 7)); // the front of a ClientHello
  EXPECT_EQ(silent.read_to_end().find("HTTP"), std::string::npos);
  EXPECT_EQ(begun.read_to_end().find("HTTP"), std::string::npos);
  EXPECT_THAT(server.metrics().text(),
              testing::HasSubstr("elicense_refused_total{code=\"HTTP_TLS_HANDSHAKE\"}"));
}

TEST(TlsLimits, SurviveAPeerThatLeavesInTheMiddle) {
  const auto large = [](const Request&) { return Response{200, "text/plain", Bytes(8U << 20, 'a'), {}}; };
  TestServer server(tls_options(), {{"GET", "/large", "large", large, 0, {}, false}});
  for (int i = 0; i < 5; ++i)
    TlsClient(server.port()).send(get_request("/large"));
  EXPECT_EQ(TlsClient(server.port()).ask(get_request("/large")).body.size(), 8U << 20);
}

TEST(TlsConfiguration, TakesACertificateWithItsKeyOnly) {
  Tls good = test::tls_identity(), other = test::tls_identity();
  const auto made = [](std::string pem, ByteView key) {
    return TlsContext::create({std::move(pem), crypto::SecretBytes(key)});
  };
  const ByteView key = good.private_key.view();
  EXPECT_THAT(made(good.certificate_pem, key), test::succeeds());
  EXPECT_THAT(made(good.certificate_pem + other.certificate_pem, key), test::succeeds()); // a chain
  EXPECT_THAT(made("", key), fails_with("TLS_CONFIGURATION"));
  EXPECT_THAT(made("garbage", key), fails_with("TLS_CONFIGURATION"));
  EXPECT_THAT(made(good.certificate_pem + "-----BEGIN CERTIFICATE-----\nAA\n", key),
              fails_with("TLS_CONFIGURATION"));
  EXPECT_THAT(made(good.certificate_pem, other.private_key.view()), fails_with("TLS_CONFIGURATION"));
  EXPECT_THAT(made(good.certificate_pem, {}), fails_with("TLS_CONFIGURATION"));
  EXPECT_THAT(made(good.certificate_pem, key.first(key.size() - 1)), fails_with("TLS_CONFIGURATION"));
  Bytes trailing = to_bytes(key);
  trailing.push_back(0);
  EXPECT_THAT(made(good.certificate_pem, trailing), fails_with("TLS_CONFIGURATION"));
}

TEST(TlsConfiguration, IsCheckedBeforeListening) {
  observe::Metrics metrics;
  const auto log = observe::Log::silent();
  ServerOptions options = test::plain_options();
  options.tls = Tls{"garbage", crypto::SecretBytes(1)};
  EXPECT_THAT(
      Server::create(std::move(options), Router(test::plain_routes()), test::plain_refusal, *log, metrics),
      fails_with("TLS_CONFIGURATION"));
}

} // namespace
} // namespace elicense::http
