// SPDX-License-Identifier: Apache-2.0
// Addresses of partners as somebody typed them.
#include "http/client/outgoing_url.hpp"
#include "tests/support/result_matchers.hpp"
#include <gtest/gtest.h>

namespace elicense::http {
namespace {

using test::fails_with;

TEST(OutgoingUrl, SaysWhereToGo) {
  const auto url = read_outgoing_url("https://Partner.test:8443/hooks/a?b=c%20d");
  ASSERT_THAT(url, test::succeeds());
  EXPECT_EQ(url->host, "partner.test");
  EXPECT_EQ(url->port, 8443);
  EXPECT_EQ(url->authority, "partner.test:8443");
  EXPECT_EQ(url->target, "/hooks/a?b=c%20d");
}

TEST(OutgoingUrl, FillsInWhatIsUsual) {
  const auto bare = read_outgoing_url("https://partner.test").value();
  EXPECT_EQ(bare.port, 443);
  EXPECT_EQ(bare.authority, "partner.test");
  EXPECT_EQ(bare.target, "/");
  EXPECT_EQ(read_outgoing_url("https://partner.test?a=b").value().target, "/?a=b");
  EXPECT_EQ(read_outgoing_url("https://[2400:3200::1]:8443/").value().host, "2400:3200::1");
  EXPECT_EQ(read_outgoing_url("https://[2400:3200::1]:8443/").value().authority, "[2400:3200::1]:8443");
}

TEST(OutgoingUrl, RefusesTheRest) {
  for (const char* text : {"",
                           "partner.test",
                           "/hooks",
                           "http://partner.test/",
                           "ftp://partner.test/",
                           "file:///etc/passwd",
                           "https:///hooks",
                           "https://user@partner.test/",
                           "https://user:secret@partner.test/",
                           "https://partner.test/#a",
                           "https://partner.test:0/",
                           "https://partner.test:65536/",
                           "https://partner.test:x/",
                           "https://part ner.test/",
                           "https://partner.test/a b",
                           "https://%70artner.test/",
                           "https://[fe80::1%25eth0]/",
                           "https://[v1.a]/",
                           "https://partner..test/",
                           "https://\xe4\xbe\x8b.test/",
                           "https://partner.test/\r\nX-A: b",
                           "https://partner.test\\@other.test/"})
    EXPECT_THAT(read_outgoing_url(text), fails_with("HTTP_CLIENT_URL")) << text;
}

TEST(OutgoingUrl, IsAsLongAsItMayBe) {
  const auto of_size = [](std::size_t size) {
    const std::string front = "https://partner.test/";
    return read_outgoing_url(front + std::string(size - front.size(), 'a'));
  };
  EXPECT_THAT(of_size(max_outgoing_url), test::succeeds());
  EXPECT_THAT(of_size(max_outgoing_url + 1), fails_with("HTTP_CLIENT_URL"));
}

} // namespace
} // namespace elicense::http
