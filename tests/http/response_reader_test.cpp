// SPDX-License-Identifier: Apache-2.0
// Answers byte by byte, and what hides behind them.
#include "http/client/response_reader.hpp"
#include "tests/support/result_matchers.hpp"
#include <gtest/gtest.h>

namespace elicense::http {
namespace {

using test::fails_with;

Result<Response> read(std::string_view text, std::size_t step, const ClientLimits& limits = {}) {
  ResponseReader reader(limits);
  for (std::size_t at = 0; at < text.size(); at += step) {
    const auto whole = reader.put(as_bytes(text.substr(at, step)));
    if (!whole) return whole.error();
    if (*whole) return reader.take();
  }
  return fail(ErrorKind::unavailable, "CUT");
}

TEST(ResponseReader, ReadsTheSameInAnyPieces) {
  const std::string text = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
  for (std::size_t step = 1; step <= text.size(); ++step) {
    const auto answer = read(text, step);
    ASSERT_THAT(answer, test::succeeds()) << step;
    EXPECT_EQ(answer->content_type, "application/json");
    EXPECT_EQ(as_text(answer->body), "{}");
  }
}

TEST(ResponseReader, TakesNoFieldFromATrailer) {
  const auto answer =
      read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX-Late: b\r\n\r\n", 1);
  ASSERT_THAT(answer, test::succeeds());
  for (const auto& [name, value] : answer->headers)
    EXPECT_NE(name, "x-late");
}

// Beast asserts that it is not asked twice about fewer bytes than the shortest end has.
TEST(ResponseReader, TakesAnEmptyChunkedAnswerInAnyPieces) {
  for (const std::size_t piece : {1U, 2U, 3U, 4U, 100U})
    EXPECT_THAT(read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", piece),
                test::succeeds())
        << piece;
  ResponseReader reader({});
  EXPECT_FALSE(reader.put(as_bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n")).value());
  EXPECT_FALSE(reader.put({}).value());
  EXPECT_FALSE(reader.put(as_bytes("\r")).value());
  EXPECT_TRUE(reader.put(as_bytes("\n")).value());
}

TEST(ResponseReader, TakesAHeadUpToItsLimit) {
  ClientLimits limits;
  limits.header_size = 200;
  const auto of_size = [&](std::size_t size) {
    const std::string front = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-A: ";
    return read(front + std::string(size - front.size() - 4, 'a') + "\r\n\r\n", 7, limits);
  };
  EXPECT_THAT(of_size(199), test::succeeds());
  EXPECT_THAT(of_size(200), test::succeeds());
  EXPECT_THAT(of_size(201), fails_with("HTTP_CLIENT_TOO_LARGE"));
}

TEST(ResponseReader, CountsWhatIsInNoBody) {
  ClientLimits limits;
  limits.header_size = 1000;
  limits.body_size = 1000;
  std::string text = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 100; ++i)
    text += "1;extension=" + std::string(100, 'e') + "\r\na\r\n";
  EXPECT_THAT(read(text + "0\r\n\r\n", 50, limits), fails_with("HTTP_CLIENT_TOO_LARGE"));
}

TEST(ResponseReader, RefusesTwoLengths) {
  EXPECT_THAT(read("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n", 100),
              fails_with("HTTP_CLIENT_MALFORMED"));
  EXPECT_THAT(read("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n", 100),
              fails_with("HTTP_CLIENT_MALFORMED"));
}

} // namespace
} // namespace elicense::http
