// SPDX-License-Identifier: Apache-2.0
// What leaves the house, and what must not (S-HTTP-3).
#include "http/response_head.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::http {
namespace {

using namespace std::literals;
using test::fails_with;
using test::succeeds;
using testing::HasSubstr;
using testing::Not;

Result<std::string> head(const Response& response, const Framing& framing = {"id1"}) {
  return response_head(response, framing);
}

Response with_field(std::string name, std::string value) {
  return {200, "text/plain", {}, {{std::move(name), std::move(value)}}};
}

TEST(ResponseHead, CarriesLengthTypeAndSafeDefaults) {
  EXPECT_EQ(
      *head({201, "application/json", to_bytes("{}"), {{"location", "/v1/x"}}}),
      "HTTP/1.1 201 Created\r\ncontent-length: 2\r\ncontent-type: application/json\r\nx-request-id: id1\r\n"
      "location: /v1/x\r\ncache-control: no-store\r\nx-content-type-options: nosniff\r\n\r\n");
}

TEST(ResponseHead, SaysWhenTheConnectionEndsAndTheDay) {
  Framing framing{"id1", true, true};
  framing.now = from_rfc3339("1994-11-06T08:49:37Z").value();
  const std::string text = *head({}, framing);
  EXPECT_THAT(text, HasSubstr("\r\nconnection: close\r\n"));
  EXPECT_THAT(text,
              HasSubstr("\r\ndate: Sun, 06 Nov 1994 08:49:37 GMT\r\n")); // the example of RFC 9110 5.6.7
  EXPECT_THAT(text, HasSubstr("\r\nstrict-transport-security: max-age=31536000\r\n"));
  EXPECT_THAT(*head({}), Not(HasSubstr("strict-transport-security")));
}

TEST(ResponseHead, LetsAHandlerChooseItsOwnDefaults) {
  const std::string text = *head(with_field("Cache-Control", "max-age=60"));
  EXPECT_THAT(text, HasSubstr("Cache-Control: max-age=60"));
  EXPECT_THAT(text, Not(HasSubstr("no-store")));
}

TEST(ResponseHead, LocksPagesDownUnlessTheySayWhatTheyNeed) {
  EXPECT_THAT(*head({200, "text/html; charset=utf-8", {}, {}}),
              HasSubstr("content-security-policy: default-src 'none'"));
  EXPECT_THAT(*head({200, "text/html", {}, {{"Content-Security-Policy", "default-src 'self'"}}}),
              Not(HasSubstr("'none'")));
  EXPECT_THAT(*head({200, "application/json", {}, {}}), Not(HasSubstr("content-security-policy")));
}

TEST(ResponseHead, NeverSplits) {
  for (const std::string& value :
       {"a\rb"s, "a\nb"s, "a\r\nSet-Cookie: b"s, "a\0b"s, "a\u2028b"s, "a\xc4\x8d"s, "a\tb"s, "a\x7f"s}) {
    EXPECT_THAT(head(with_field("x-reflected", value)), fails_with("HTTP_RESPONSE")) << value;
    EXPECT_THAT(head(with_field(value, "a")), fails_with("HTTP_RESPONSE")) << value;
    EXPECT_THAT(head({200, value, {}, {}}), fails_with("HTTP_RESPONSE")) << value;
  }
  EXPECT_THAT(head(with_field("x-reflected", "a: b; c=\"d\"~ ")), succeeds());
}

TEST(ResponseHead, KeepsFramingToItself) {
  for (const char* name : {"Content-Length", "transfer-encoding", "Connection", "Content-Type", "Trailer",
                           "upgrade", "keep-alive", "date", "X-Request-Id", "", "a b", "a:"})
    EXPECT_THAT(head(with_field(name, "1")), fails_with("HTTP_RESPONSE")) << name;
}

TEST(ResponseHead, SendsOnlyFinalStatuses) {
  for (const unsigned status : {0U, 100U, 101U, 199U, 600U, 1000U})
    EXPECT_THAT(head({status, {}, {}, {}}), fails_with("HTTP_RESPONSE")) << status;
  EXPECT_THAT(head({599, {}, {}, {}}), succeeds());
  EXPECT_THAT(head({204, {}, to_bytes("a"), {}}), fails_with("HTTP_RESPONSE"));
  EXPECT_THAT(*head({204, {}, {}, {}}), Not(HasSubstr("content-length")));
}

} // namespace
} // namespace elicense::http
