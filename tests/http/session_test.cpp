// SPDX-License-Identifier: Apache-2.0
// One connection at a time: raw bytes in, exact behaviour out.
#include "http/session.hpp"
#include "tests/support/ambiguous_requests.hpp"
#include "tests/support/http_client.hpp"
#include "tests/support/test_server.hpp"
#include <fstream>

namespace elicense::http {
namespace {

using namespace std::chrono_literals;
using test::get_request;
using test::HttpAnswer;
using test::HttpClient;
using test::plain_options;
using test::plain_routes;
using test::post_request;
using test::TestServer;
using testing::HasSubstr;

ServerOptions with(void (*set)(Limits&)) {
  ServerOptions options = plain_options();
  set(options.limits);
  return options;
}

Route get_route(std::string path, Handler handler, bool quick = false) {
  return {"GET", path, "route_of" + path.substr(1), std::move(handler), 0, {}, quick};
}

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string_view::npos; at += part.size())
    ++found;
  return found;
}

TEST(Session, AnswersAndKeepsTheConnection) {
  TestServer server;
  HttpClient client(server.port());
  for (int i = 0; i < 3; ++i) {
    const HttpAnswer answer = client.ask(get_request("/hello"));
    EXPECT_EQ(answer.status, 200U);
    EXPECT_EQ(answer.body, "hello");
    EXPECT_FALSE(answer.headers.contains("connection"));
  }
}

TEST(Session, ClosesWhenAskedTo) {
  TestServer server;
  HttpClient client(server.port());
  const HttpAnswer answer = client.ask(get_request("/hello", "Connection: close\r\n"));
  EXPECT_EQ(answer.headers.at("connection"), "close");
  EXPECT_TRUE(client.is_closed());
}

TEST(Session, GivesEveryRequestItsOwnId) {
  TestServer server(plain_options(), {get_route("/id", [](const Request& r) {
                      return Response{200, "text/plain", to_bytes(r.id + " " + r.peer + " " + r.route), {}};
                    })});
  HttpClient client(server.port());
  const HttpAnswer first = client.ask(get_request("/id")), second = client.ask(get_request("/id"));
  EXPECT_EQ(first.body, first.headers.at("x-request-id") + " 127.0.0.1 route_ofid");
  EXPECT_EQ(first.headers.at("x-request-id").size(), 16U);
  EXPECT_NE(first.headers.at("x-request-id"), second.headers.at("x-request-id"));
}

TEST(Session, SendsNoBodyToHead) {
  TestServer server;
  HttpClient client(server.port());
  client.send("HEAD /hello HTTP/1.1\r\nHost: localhost\r\n\r\n");
  const HttpAnswer head = client.read_answer(true);
  EXPECT_EQ(head.headers.at("content-length"), "5");
  EXPECT_EQ(client.ask(get_request("/hello")).body, "hello");
}

TEST(Session, SendsNoBodyToARefusedHeadEither) {
  TestServer server;
  HttpClient client(server.port());
  client.send("HEAD /hello HTTP/1.1\r\nHost: a b\r\n\r\n");
  EXPECT_TRUE(client.read_to_end().ends_with("\r\n\r\n"));
}

TEST(Session, AnswersPipelinedRequestsInTurn) {
  TestServer server;
  HttpClient client(server.port());
  client.send(post_request("/echo", "first") + get_request("/hello") + post_request("/echo", "third"));
  EXPECT_EQ(client.read_answer().body, "first");
  EXPECT_EQ(client.read_answer().body, "hello");
  EXPECT_EQ(client.read_answer().body, "third");
}

TEST(Session, AnswersManyPipelinedRequestsAtOnce) {
  TestServer server;
  HttpClient client(server.port());
  std::string all;
  for (int i = 0; i < 500; ++i)
    all += get_request("/hello");
  client.send(all);
  for (int i = 0; i < 500; ++i)
    ASSERT_EQ(client.read_answer().body, "hello") << i;
}

TEST(Session, TakesARequestInSmallPieces) {
  TestServer server;
  HttpClient client(server.port());
  for (const char byte : post_request("/echo", "slow but steady"))
    client.send(std::string(1, byte));
  EXPECT_EQ(client.read_answer().body, "slow but steady");
}

TEST(Session, GivesOneAnswerToAnAmbiguousRequestAndCloses) {
  std::atomic<int> handled = 0;
  TestServer server(with([](Limits& limits) { limits.header = 500ms; }), plain_routes(&handled));
  for (const auto& request : test::ambiguous_requests()) {
    HttpClient client(server.port());
    client.send(request.bytes);
    const std::string all = client.read_to_end();
    EXPECT_EQ(count(all, "HTTP/1.1 "), 1U) << request.name;
    EXPECT_GE(all.substr(9, 3), "400") << request.name;
    EXPECT_THAT(all, HasSubstr("connection: close")) << request.name;
  }
  EXPECT_EQ(handled, 0);
}

TEST(Session, RefusesUnknownPathsAndKeepsTheConnection) {
  TestServer server;
  HttpClient client(server.port());
  EXPECT_EQ(client.ask(get_request("/nowhere")).status, 404U);
  const HttpAnswer wrong_method = client.ask(get_request("/echo"));
  EXPECT_EQ(wrong_method.status, 405U);
  EXPECT_EQ(wrong_method.headers.at("allow"), "POST");
  EXPECT_EQ(client.ask(get_request("/hello")).status, 200U);
}

TEST(Session, ClosesWhenTheBodyStaysUnread) {
  TestServer server;
  HttpClient client(server.port());
  EXPECT_EQ(client.ask(post_request("/nowhere", "GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n")).status,
            404U);
  EXPECT_TRUE(client.is_closed());
}

TEST(Session, MeasuresTheHead) {
  TestServer server(with([](Limits& limits) { limits.header_size = 1000; }));
  const std::size_t rest = get_request("/hello", "A: \r\n").size();
  const auto ask = [&](std::size_t size) {
    HttpClient client(server.port());
    return client.ask(get_request("/hello", "A: " + std::string(size - rest, 'a') + "\r\n"));
  };
  EXPECT_EQ(ask(999).status, 200U);
  EXPECT_EQ(ask(1000).status, 200U);
  EXPECT_EQ(ask(1001).body, "HTTP_HEADER_TOO_LARGE");
  EXPECT_EQ(ask(1001).status, 431U);
}

TEST(Session, RefusesAHeadThatDoesNotEnd) {
  TestServer server;
  HttpClient client(server.port());
  client.send(get_request("/hello", "A: " + std::string(200'000, 'a')));
  EXPECT_EQ(client.read_answer().status, 431U);
  EXPECT_TRUE(client.is_closed());
}

TEST(Session, CountsFieldsAndMeasuresTheTarget) {
  TestServer server;
  HttpClient fields(server.port()), target(server.port());
  std::string many;
  for (int i = 0; i < 64; ++i)
    many += "F" + std::to_string(i) + ": a\r\n";
  EXPECT_EQ(fields.ask(get_request("/hello", many)).status, 431U);
  EXPECT_EQ(target.ask(get_request("/" + std::string(4096, 'a'))).status, 414U);
}

TEST(Session, MeasuresTheBody) {
  TestServer server;
  for (const std::size_t size : {test::max_echo - 1, test::max_echo}) {
    HttpClient client(server.port());
    const std::string body(size, 'b');
    EXPECT_EQ(client.ask(post_request("/echo", body)).body, body);
  }
}

TEST(Session, RefusesALargeBodyBeforeItComes) {
  TestServer server;
  HttpClient client(server.port());
  client.send(
      "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 100001\r\n\r\n");
  EXPECT_EQ(client.read_answer().status, 413U);
  EXPECT_TRUE(client.is_closed());
}

TEST(Session, LetsTheRefusalArriveWhileTheBodyIsStillComing) {
  TestServer server;
  HttpClient client(server.port());
  client.send(post_request("/echo", std::string(200'000, 'b')));
  EXPECT_EQ(client.read_answer().status, 413U);
}

TEST(Session, CutsOffAFlood) {
  TestServer server(with([](Limits& limits) { limits.linger_bytes = 10'000; }));
  HttpClient chunks(server.port());
  chunks.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n1;");
  const std::string flood(1 << 20, 'x'); // a chunk extension without end (F2)
  int sent = 0;
  while (sent < 100 && chunks.send(flood))
    ++sent;
  EXPECT_LT(sent, 100);
}

TEST(Session, TakesMemoryForWhatArrivesOnly) {
  TestServer server(
      plain_options(),
      {{"POST", "/big", "big", [](const Request&) { return Response(); }, 1U << 30, {"text/plain"}, false}});
  const auto resident = [] {
    std::size_t size = 0, pages = 0;
    if (!(std::ifstream("/proc/self/statm") >> size >> pages)) throw std::runtime_error("statm");
    return pages * 4096;
  };
  const std::size_t before = resident();
  std::vector<std::unique_ptr<HttpClient>> clients;
  for (int i = 0; i < 64; ++i) {
    clients.push_back(std::make_unique<HttpClient>(server.port()));
    clients.back()->send("POST /big HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                         "text/plain\r\nContent-Length: 1073741824\r\n\r\nabc");
  }
  EXPECT_EQ(HttpClient(server.port()).ask(get_request("/nowhere")).status,
            404U); // the others were read by now
  EXPECT_LT(resident() - before, 64U << 20);
}

TEST(Session, AnswersASlowHeadWith408) {
  TestServer server(with([](Limits& limits) { limits.header = 100ms; }));
  HttpClient client(server.port());
  client.send("GET /hello HTTP/1.1\r\nHost: lo");
  const HttpAnswer answer = client.read_answer();
  EXPECT_EQ(answer.status, 408U);
  EXPECT_EQ(answer.headers.at("connection"), "close");
  EXPECT_TRUE(client.is_closed());
}

TEST(Session, CountsTheWholeHeadNotThePacket) {
  TestServer server(with([](Limits& limits) { limits.header = 300ms; }));
  HttpClient client(server.port());
  client.send("GET /hello HTTP/1.1\r\nA: ");
  for (int i = 0; i < 200 && client.send("a"); ++i)
    std::this_thread::sleep_for(10ms);
  EXPECT_EQ(client.read_answer().status, 408U);
}

TEST(Session, AnswersASlowBodyWith408) {
  TestServer server(with([](Limits& limits) { limits.body = 100ms; }));
  HttpClient client(server.port());
  client.send(
      "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 10\r\n\r\nabc");
  EXPECT_EQ(client.read_answer().status, 408U);
  EXPECT_TRUE(client.is_closed());
}

TEST(Session, LeavesAnIdleConnectionSilently) {
  TestServer server(with([](Limits& limits) { limits.idle = 500ms; }));
  HttpClient used(server.port());
  EXPECT_EQ(used.ask(get_request("/hello")).status, 200U);
  EXPECT_EQ(used.read_to_end(), "");
  EXPECT_EQ(HttpClient(server.port()).read_to_end(), "");
}

TEST(Session, LeavesAPeerThatDoesNotRead) {
  TestServer server(with([](Limits& limits) { limits.write = 100ms; }),
                    {get_route("/large", [](const Request&) {
                      return Response{200, "text/plain", Bytes(64U << 20, 'a'), {}};
                    })});
  HttpClient client(server.port());
  client.send(get_request("/large"));
  std::this_thread::sleep_for(500ms);
  EXPECT_LT(client.read_to_end().size(), 64U << 20);
}

TEST(Session, SurvivesAPeerThatLeavesAtAnyByte) {
  TestServer server;
  const std::string request = post_request("/echo", "abc");
  for (std::size_t size = 0; size <= request.size(); ++size)
    HttpClient(server.port()).send(request.substr(0, size));
  EXPECT_EQ(HttpClient(server.port()).ask(get_request("/hello")).status, 200U);
}

TEST(Session, HidesWhatAHandlerThrew) {
  TestServer server(
      plain_options(),
      {get_route("/broken", [](const Request&) -> Response { throw std::runtime_error("secret"); }),
       get_route("/odd", [](const Request&) -> Response { throw 7; }),
       get_route(
           "/quick", [](const Request&) -> Response { throw std::runtime_error("secret"); }, true)});
  HttpClient client(server.port());
  for (const char* path : {"/broken", "/odd", "/quick"}) {
    const HttpAnswer answer = client.ask(get_request(path));
    EXPECT_EQ(answer.status, 500U);
    EXPECT_EQ(answer.body, "HTTP_INTERNAL");
  }
}

TEST(Session, ReplacesAnAnswerThatWouldSplit) {
  TestServer server(plain_options(), {get_route("/reflect", [](const Request& r) {
                      return Response{200,
                                      "text/plain",
                                      to_bytes("body"),
                                      {{"x-reflected", r.query_value("v").value_or("")}}};
                    })});
  HttpClient client(server.port());
  EXPECT_EQ(client.ask(get_request("/reflect?v=plain")).headers.at("x-reflected"), "plain");
  for (const char* value : {"%E2%80%A8", "%C4%8D%C4%8A", "%C2%85"}) {
    const HttpAnswer answer = client.ask(get_request("/reflect?v=" + std::string(value)));
    EXPECT_EQ(answer.status, 500U) << value;
    EXPECT_FALSE(answer.headers.contains("x-reflected"));
  }
}

TEST(Session, AnswersBarelyWhenEvenTheRefusalFails) {
  observe::Metrics metrics;
  const auto log = observe::Log::silent();
  for (const Refusal& refusal :
       {Refusal([](const Request&, const Error&) -> Response { throw std::runtime_error("broken"); }),
        Refusal([](const Request&, const Error&) -> Response { throw 7; }),
        Refusal([](const Request&, const Error&) {
          return Response{42, "\r\n", {}, {}};
        })}) {
    auto server = Server::create(plain_options(), Router(plain_routes()), refusal, *log, metrics).value();
    std::jthread thread([&] { server->run(); });
    EXPECT_EQ(HttpClient(server->port()).ask(get_request("/nowhere")).status, 500U);
    server->stop();
  }
}

TEST(Session, CountsAndLogsUnderTheRoutesName) {
  TestServer server;
  HttpClient client(server.port());
  client.ask(get_request("/hello"));
  client.ask(get_request("/11010519491231002X"));
  client.ask("GET / HTTP/1.0\r\n\r\n");
  client.is_closed();
  const std::string text = server.metrics().text();
  EXPECT_THAT(text, HasSubstr("elicense_requests_total{route=\"hello\",status=\"2xx\"} 1"));
  EXPECT_THAT(text, HasSubstr("elicense_requests_total{route=\"none\",status=\"4xx\"} 1"));
  EXPECT_THAT(text, HasSubstr("elicense_refused_total{code=\"HTTP_VERSION\"} 1"));
  EXPECT_EQ(text.find("11010519491231002X"), std::string::npos);
}

TEST(Session, CountsARefusalInAnEnvelopeAsWhatItTells) {
  std::vector<Route> routes = plain_routes();
  const auto enveloped = [](const Request&) {
    Response response{200, "application/json", to_bytes("{}"), {}};
    response.told = 503;
    return response;
  };
  routes.push_back({"GET", "/enveloped", "enveloped", enveloped, 0, {}, false});
  TestServer server(plain_options(), std::move(routes));
  EXPECT_EQ(HttpClient(server.port()).ask(get_request("/enveloped")).status, 200U);
  server.stop();
  EXPECT_THAT(server.metrics().text(),
              HasSubstr("elicense_requests_total{route=\"enveloped\",status=\"5xx\"} 1"));
}

TEST(Session, SaysTheDateOfItsClock) {
  ServerOptions options = plain_options();
  options.clock = [] { return from_rfc3339("2026-01-31T08:00:00Z").value(); };
  TestServer server(std::move(options));
  EXPECT_EQ(HttpClient(server.port()).ask(get_request("/hello")).headers.at("date"),
            "Sat, 31 Jan 2026 08:00:00 GMT");
}

} // namespace
} // namespace elicense::http
