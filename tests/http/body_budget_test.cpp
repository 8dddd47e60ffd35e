// SPDX-License-Identifier: Apache-2.0
// The bound on all bodies together, by itself and through the door.
#include "http/body_budget.hpp"
#include "tests/support/http_client.hpp"
#include "tests/support/test_server.hpp"

namespace elicense::http {
namespace {

using test::HttpClient;
using test::post_request;

TEST(BodyBudget, IsSharedAndGivenBack) {
  BodyBudget budget(10);
  BodyBudget::Share one(budget);
  {
    BodyBudget::Share other(budget);
    EXPECT_TRUE(one.grow(4));
    EXPECT_TRUE(other.grow(5));
    EXPECT_TRUE(other.grow(1));
    EXPECT_FALSE(one.grow(1));
  }
  EXPECT_FALSE(one.grow(7));
  EXPECT_TRUE(one.grow(6));
}

TEST(BodyBudget, HoldsForRequestAndAnswerTogether) {
  ServerOptions options = test::plain_options();
  options.limits.bodies = 40'000; // an echo needs its body twice
  test::TestServer server(std::move(options));
  for (const std::size_t size : {19'999U, 20'000U}) {
    HttpClient client(server.port());
    EXPECT_EQ(client.ask(post_request("/echo", std::string(size, 'a'))).status, 200U);
  }
  HttpClient answer(server.port()), body(server.port());
  EXPECT_EQ(answer.ask(post_request("/echo", std::string(20'001, 'a'))).status, 503U);
  EXPECT_EQ(body.ask(post_request("/echo", std::string(90'000, 'a'))).body, "HTTP_BUSY");
  EXPECT_TRUE(body.is_closed());
  EXPECT_EQ(HttpClient(server.port()).ask(post_request("/echo", "a")).status, 200U);
}

} // namespace
} // namespace elicense::http
