// SPDX-License-Identifier: Apache-2.0
// The bound of the queue, by itself and through the door.
#include "http/worker_pool.hpp"
#include "tests/support/http_client.hpp"
#include "tests/support/test_server.hpp"
#include <future>
#include <poll.h>

namespace elicense::http {
namespace {

using test::get_request;
using test::HttpClient;

TEST(WorkerPool, HasPlacesForWorkersAndQueue) {
  WorkerPool pool(2, 1);
  auto first = pool.take_place(), second = pool.take_place(), third = pool.take_place();
  EXPECT_TRUE(first && second && third);
  EXPECT_FALSE(pool.take_place());
  second.reset();
  EXPECT_TRUE(pool.take_place());
}

TEST(WorkerPool, GivesAPlaceBackOnce) {
  WorkerPool pool(1, 0);
  auto place = pool.take_place();
  WorkerPool::Place moved(std::move(*place));
  place.reset();
  EXPECT_FALSE(pool.take_place());
}

class FullServer : public testing::Test {
 protected:
  static ServerOptions options() {
    ServerOptions options = test::plain_options();
    options.workers = 1;
    options.limits.queue = 1;
    return options;
  }
  std::vector<Route> routes() {
    const auto wait = [this](const Request&) {
      entered_.set_value();
      gate_.wait();
      return Response{200, "text/plain", to_bytes("waited"), {}};
    };
    const auto after = [](const Request&) { return Response{200, "text/plain", to_bytes("after"), {}}; };
    return {{"GET", "/wait", "wait", wait, 0, {}, false},
            {"GET", "/after", "after", after, 0, {}, false},
            {"GET", "/quick", "quick", after, 0, {}, true}};
  }
  std::promise<void> entered_, release_;
  std::shared_future<void> gate_ = release_.get_future().share();
};

TEST_F(FullServer, Says503AndWhenToTryAgain) {
  test::TestServer server(options(), routes());
  HttpClient at_work(server.port()), one(server.port()), other(server.port());
  at_work.send(get_request("/wait"));
  entered_.get_future().wait();
  one.send(get_request("/after"));
  other.send(get_request("/after")); // whichever comes second finds the queue full
  EXPECT_EQ(HttpClient(server.port()).ask(get_request("/quick")).body, "after");
  std::vector<test::HttpAnswer> answers(2);
  std::thread reader([&] { answers[0] = one.read_answer(); });
  std::thread other_reader([&] { answers[1] = other.read_answer(); });
  while (server.metrics().text().find("HTTP_BUSY\"} 1") == std::string::npos)
    std::this_thread::yield();
  release_.set_value();
  reader.join();
  other_reader.join();
  EXPECT_EQ(at_work.read_answer().body, "waited");
  if (answers[0].status != 503) std::swap(answers[0], answers[1]);
  EXPECT_EQ(answers[0].status, 503U);
  EXPECT_EQ(answers[0].headers.at("retry-after"), "1");
  EXPECT_EQ(answers[0].body, "HTTP_BUSY");
  EXPECT_EQ(answers[1].body, "after");
}

} // namespace
} // namespace elicense::http
