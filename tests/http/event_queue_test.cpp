// SPDX-License-Identifier: Apache-2.0
// Server-sent events: the queue, and connections of a running server.
#include "http/event_queue.hpp"
#include "tests/support/http_client.hpp"
#include "tests/support/test_server.hpp"
#include <gmock/gmock.h>

namespace elicense::http {
namespace {

using namespace std::chrono_literals;
using test::get_request;
using test::HttpClient;
using test::TestServer;

TEST(EventText, IsAsBrowsersReadIt) {
  EXPECT_EQ(event_text("7", "license.issued", R"({"a":1})"),
            "id: 7\nevent: license.issued\ndata: {\"a\":1}\n\n");
  EXPECT_EQ(event_text("7", "a", "b\nc"), "id: 7\nevent: a\ndata: b\ndata: c\n\n");
  EXPECT_EQ(event_text("7", "a", ""), "id: 7\nevent: a\ndata: \n\n");
}

TEST(EventQueue, TakesUpToItsLimitThenCloses) {
  EventQueue queue(2);
  EXPECT_TRUE(queue.push("a"));
  EXPECT_TRUE(queue.push("b"));
  EXPECT_FALSE(queue.push("c"));
  EXPECT_EQ(queue.take(), "ab"); // what it took is still sent
  EXPECT_EQ(queue.take(), std::nullopt);
  EXPECT_FALSE(queue.push("d"));
}

TEST(EventQueue, IsEmptyOrClosed) {
  EventQueue queue(2);
  EXPECT_EQ(queue.take(), "");
  queue.close();
  EXPECT_EQ(queue.take(), std::nullopt);
}

TEST(EventQueue, WakesItsReader) {
  EventQueue queue(1);
  int woken = 0;
  queue.when_changed([&] { ++woken; });
  queue.push("a");
  queue.push("too much");
  queue.close();
  EXPECT_EQ(woken, 3);
  queue.when_changed({});
  queue.close();
  EXPECT_EQ(woken, 3);
}

class EventServer : public testing::Test {
 protected:
  explicit EventServer(ServerOptions options = test::plain_options())
      : server(std::move(options), routes()) {}

  std::vector<Route> routes() {
    const auto listen = [this](const Request&) {
      Response response{200, "text/event-stream", {}, {}};
      response.events = std::make_shared<EventQueue>(limit);
      const std::lock_guard lock(mutex);
      queues.push_back(response.events);
      return response;
    };
    return {{"GET", "/events", "events", listen, 0, {}, false},
            {"GET",
             "/hello",
             "hello",
             [](const Request&) {
               return Response{200, "text/plain", to_bytes("hello"), {}};
             },
             0,
             {},
             false}};
  }
  std::shared_ptr<EventQueue> queue(std::size_t number) {
    const std::lock_guard lock(mutex);
    return queues.at(number);
  }
  // Until the text has come.
  static std::string read_until(HttpClient& client, std::string_view text) {
    std::string all;
    while (all.find(text) == std::string::npos) {
      const std::string more = client.read_some();
      if (more.empty()) return all + " (ended)";
      all += more;
    }
    return all;
  }

  std::size_t limit = 4;
  std::mutex mutex;
  std::vector<std::shared_ptr<EventQueue>> queues;
  TestServer server;
};

TEST_F(EventServer, SendsEventsAsTheyCome) {
  HttpClient client(server.port());
  client.send(get_request("/events"));
  const std::string head = read_until(client, "\r\n\r\n");
  EXPECT_THAT(head, testing::HasSubstr("content-type: text/event-stream"));
  EXPECT_THAT(head, testing::HasSubstr("connection: close"));
  EXPECT_THAT(head, testing::Not(testing::HasSubstr("content-length")));
  queue(0)->push("data: one\n\n");
  read_until(client, "one\n\n");
  queue(0)->push("data: two\n\n");
  read_until(client, "two\n\n");
  queue(0)->close();
  EXPECT_TRUE(client.is_closed());
}

TEST_F(EventServer, HoldsNoWorker) {
  std::vector<std::unique_ptr<HttpClient>> clients;
  for (int i = 0; i < 20; ++i) { // ten times the workers
    clients.push_back(std::make_unique<HttpClient>(server.port()));
    clients.back()->send(get_request("/events"));
    read_until(*clients.back(), "\r\n\r\n");
  }
  EXPECT_EQ(HttpClient(server.port()).ask(get_request("/hello")).body, "hello");
}

TEST_F(EventServer, AnswersHeadWithoutEvents) {
  HttpClient client(server.port());
  client.send("HEAD /events HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_THAT(client.read_to_end(), testing::EndsWith("\r\n\r\n"));
}

TEST_F(EventServer, EndsWithTheServer) {
  HttpClient client(server.port());
  client.send(get_request("/events"));
  read_until(client, "\r\n\r\n");
  server.stop();
  EXPECT_TRUE(client.is_closed());
}

TEST_F(EventServer, DropsAReaderThatIsTooSlow) {
  HttpClient client(server.port());
  client.send(get_request("/events"));
  read_until(client, "\r\n\r\n");
  const std::string large(1U << 20, 'x');
  const auto kept = queue(0);
  for (int i = 0; i < 1000 && kept->push(large); ++i)
    std::this_thread::sleep_for(1ms);
  EXPECT_FALSE(kept->push(large));
}

TEST_F(EventServer, ForgetsAReaderThatHasLeft) {
  {
    HttpClient client(server.port());
    client.send(get_request("/events"));
    read_until(client, "\r\n\r\n");
  }
  const auto kept = queue(0);
  for (int i = 0; i < 1000 && kept->push("data: a\n\n"); ++i)
    std::this_thread::sleep_for(1ms);
  EXPECT_FALSE(kept->push("data: a\n\n"));
}

class LimitedEventServer : public EventServer {
 protected:
  static ServerOptions options() {
    ServerOptions options = test::plain_options();
    options.limits.listeners = 2;
    options.limits.heartbeat = 50ms;
    return options;
  }
  LimitedEventServer() : EventServer(options()) {}
};

TEST_F(LimitedEventServer, TakesSoManyListeners) {
  HttpClient first(server.port()), second(server.port());
  for (HttpClient* client : {&first, &second}) {
    client->send(get_request("/events"));
    read_until(*client, "200 OK");
  }
  HttpClient third(server.port());
  EXPECT_EQ(third.ask(get_request("/events")).status, 503U);
  queue(0)->close(); // its seat becomes free
  unsigned status = 503;
  for (int i = 0; i < 1000 && status == 503; ++i) {
    HttpClient again(server.port());
    again.send(get_request("/events"));
    status = again.read_answer(true).status;
  }
  EXPECT_EQ(status, 200U);
}

TEST_F(LimitedEventServer, SendsACommentWhenNothingHappens) {
  HttpClient client(server.port());
  client.send(get_request("/events"));
  EXPECT_THAT(read_until(client, ":\n\n"), testing::HasSubstr("\r\n\r\n:\n\n"));
}

} // namespace
} // namespace elicense::http
