// SPDX-License-Identifier: Apache-2.0
// Bodies that are made while they are sent, on connections of a running server.
#include "http/body_source.hpp"
#include "tests/support/http_client.hpp"
#include "tests/support/test_server.hpp"
#include <gmock/gmock.h>

namespace elicense::http {
namespace {

using test::get_request;
using test::HttpClient;
using test::TestServer;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

class Counted final : public BodySource {
 public:
  Counted(int pieces, std::size_t size, bool breaks, std::atomic<int>& made)
      : pieces_(pieces), size_(size), breaks_(breaks), made_(made) {}
  Bytes next() override {
    if (pieces_-- == 0) {
      if (breaks_) throw std::runtime_error("the source broke");
      return {};
    }
    ++made_;
    return Bytes(size_, 'x');
  }

 private:
  int pieces_;
  const std::size_t size_;
  const bool breaks_;
  std::atomic<int>& made_;
};

class PieceServer : public testing::Test {
 protected:
  explicit PieceServer(ServerOptions options = test::plain_options())
      : server(std::move(options), routes()) {}

  std::vector<Route> routes() {
    const auto give = [this](const Request& request) {
      Response response{200, "application/zip", {}, {}};
      const bool large = request.path == "/large";
      response.pieces =
          std::make_shared<Counted>(large ? 1000 : 3, large ? 100'000 : 17, request.path == "/broken", made);
      return response;
    };
    std::vector<Route> routes = test::plain_routes();
    for (const char* const path : {"/small", "/broken", "/large"})
      routes.push_back({"GET", path, path + 1, give, 0, {}, false});
    return routes;
  }

  std::atomic<int> made = 0;
  TestServer server;
};

TEST_F(PieceServer, SendsEachAsAChunkAndGoesOn) {
  HttpClient client(server.port());
  client.send(get_request("/small"));
  client.send(get_request("/hello", "Connection: close\r\n"));
  const std::string all = client.read_to_end();
  const std::string chunk = "11\r\n" + std::string(17, 'x') + "\r\n";
  EXPECT_THAT(all, HasSubstr("transfer-encoding: chunked"));
  EXPECT_THAT(all.substr(0, all.find("\r\n\r\n")), Not(HasSubstr("content-length")));
  EXPECT_THAT(all, HasSubstr("\r\n\r\n" + chunk + chunk + chunk + "0\r\n\r\nHTTP/1.1 200 OK"));
  EXPECT_THAT(all, EndsWith("hello"));
}

TEST_F(PieceServer, AHeadHasNoPieces) {
  HttpClient client(server.port());
  client.send("HEAD /small HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(client.read_to_end(), EndsWith("\r\n\r\n"));
  EXPECT_EQ(made, 0);
}

TEST_F(PieceServer, ASourceThatBreaksEndsTheConnectionWithoutALastChunk) {
  HttpClient client(server.port());
  client.send(get_request("/broken"));
  EXPECT_THAT(client.read_to_end(), EndsWith(std::string(17, 'x') + "\r\n"));
  EXPECT_EQ(HttpClient(server.port()).ask(get_request("/hello")).body, "hello");
}

// 100 MB are made only as far as they are read: what stands in buffers of the kernel, and no more.
TEST_F(PieceServer, AReaderThatWaitsHoldsUpItsOwnSource) {
  HttpClient client(server.port());
  client.send(get_request("/large"));
  client.read_some();
  for (int last = -1; last != made; std::this_thread::sleep_for(std::chrono::milliseconds(200)))
    last = made;
  EXPECT_LT(made, 500);
  EXPECT_EQ(HttpClient(server.port()).ask(get_request("/hello")).body, "hello"); // it holds no worker
}

class LimitedPieceServer : public PieceServer {
 protected:
  static ServerOptions options() {
    ServerOptions options = test::plain_options();
    options.limits.streams = 1;
    return options;
  }
  LimitedPieceServer() : PieceServer(options()) {}
};

TEST_F(LimitedPieceServer, TakesSoManyAtOnce) {
  HttpClient first(server.port()), second(server.port());
  first.send(get_request("/large"));
  first.read_some();
  EXPECT_EQ(second.ask(get_request("/small")).status, 503U);
}

} // namespace
} // namespace elicense::http
