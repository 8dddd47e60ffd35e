// SPDX-License-Identifier: Apache-2.0
// The gate: what it lets pass, what it refuses, and its limits.
#include "http/gate.hpp"
#include "http/refusal.hpp"
#include "tests/support/ambiguous_requests.hpp"
#include "tests/support/result_matchers.hpp"
#include <cctype>

namespace elicense::http {
namespace {

using test::fails_with;
using test::succeeds;

Result<GatedRequest> gate(std::string_view head, const Limits& limits = {}) {
  return pass_gate(head, limits, {"licenses.example.cn"});
}

std::string request_for(std::string_view target, std::string_view fields = {}) {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\n" + std::string(fields) + "\r\n";
}

class Ambiguous : public testing::TestWithParam<test::AmbiguousRequest> {};

TEST_P(Ambiguous, IsRefused) {
  const auto& request = GetParam();
  const std::size_t end = request.bytes.find("\r\n\r\n");
  const auto gated = gate(request.bytes.substr(0, end == std::string_view::npos ? end : end + 4));
  ASSERT_THAT(gated, fails_with(std::string(request.code)));
  EXPECT_EQ(refusal_status(gated.error()), request.status);
}

INSTANTIATE_TEST_SUITE_P(Gate, Ambiguous,
                         testing::ValuesIn(test::ambiguous_requests().begin(),
                                           test::ambiguous_requests().end()),
                         [](const auto& info) {
                           std::string name = std::to_string(info.index) + "_";
                           for (const char c : info.param.name)
                             name += std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
                           return name;
                         });

TEST(Gate, ReadsAnOrdinaryRequest) {
  const auto gated =
      gate("POST /v1/licenses?dry=1&name=%E5%BC%A0+%E4%B8%89 HTTP/1.1\r\nHost: Localhost:8443\r\n"
           "Content-Type:\tapplication/json \r\nContent-Length: 12\r\nConnection: Close\r\n\r\n");
  ASSERT_THAT(gated, succeeds());
  EXPECT_EQ(gated->request.method, "POST");
  EXPECT_EQ(gated->request.path, "/v1/licenses");
  EXPECT_EQ(gated->request.query_value("dry"), "1");
  EXPECT_EQ(gated->request.query_value("name"), "张 三");
  EXPECT_EQ(gated->request.header("content-type"), "application/json");
  EXPECT_EQ(gated->content_length, 12U);
  EXPECT_TRUE(gated->close);
}

TEST(Gate, KeepsTheConnectionUnlessAskedToClose) {
  EXPECT_FALSE(gate(request_for("/"))->close);
  EXPECT_FALSE(gate(request_for("/", "Connection: keep-alive\r\n"))->close);
  EXPECT_TRUE(gate(request_for("/", "Connection: close\r\n"))->close);
}

TEST(Gate, AnswersToAddedHostsOnly) {
  EXPECT_THAT(gate("GET / HTTP/1.1\r\nHost: licenses.example.cn\r\n\r\n"), succeeds());
  EXPECT_THAT(gate("GET / HTTP/1.1\r\nHost: licenses.example.cn.evil.example\r\n\r\n"),
              fails_with("HTTP_MISDIRECTED"));
}

TEST(Gate, AcceptsAnEmptyBodyOnGet) {
  EXPECT_THAT(gate(request_for("/", "Content-Length: 0\r\n")), succeeds());
}

TEST(Gate, TakesNoHeadButAWholeOne) {
  const std::string whole = request_for("/");
  EXPECT_THAT(gate(whole), succeeds());
  EXPECT_THAT(gate(whole.substr(0, whole.size() - 1)), fails_with("HTTP_MALFORMED"));
  EXPECT_THAT(gate(whole.substr(0, whole.size() - 2)), fails_with("HTTP_MALFORMED"));
  EXPECT_THAT(gate(whole + whole), fails_with("HTTP_MALFORMED"));
  EXPECT_THAT(gate(""), fails_with("HTTP_MALFORMED"));
}

TEST(Gate, CountsFields) {
  Limits limits;
  limits.header_fields = 3; // with Host
  EXPECT_THAT(gate(request_for("/", "A: 1\r\n"), limits), succeeds());
  EXPECT_THAT(gate(request_for("/", "A: 1\r\nB: 2\r\n"), limits), succeeds());
  EXPECT_THAT(gate(request_for("/", "A: 1\r\nB: 2\r\nC: 3\r\n"), limits),
              fails_with("HTTP_HEADER_TOO_LARGE"));
}

TEST(Gate, MeasuresTheTarget) {
  Limits limits;
  limits.target_size = 10;
  EXPECT_THAT(gate(request_for("/23456789"), limits), succeeds());
  EXPECT_THAT(gate(request_for("/234567890"), limits), succeeds());
  EXPECT_THAT(gate(request_for("/2345678901"), limits), fails_with("HTTP_TARGET_TOO_LONG"));
}

TEST(Gate, TakesALargeHeadBeyondTheParsersOwnDefault) {
  EXPECT_THAT(gate(request_for("/", "A: " + std::string(12'000, 'a') + "\r\n")), succeeds());
}

} // namespace
} // namespace elicense::http
