// SPDX-License-Identifier: Apache-2.0
// Host fields.
#include "http/host.hpp"

namespace elicense::http {
namespace {

TEST(Host, IsReadWithoutItsPort) {
  EXPECT_EQ(host_name("localhost"), "localhost");
  EXPECT_EQ(host_name("LocalHost:8443"), "localhost");
  EXPECT_EQ(host_name("127.0.0.1:1"), "127.0.0.1");
  EXPECT_EQ(host_name("[::1]"), "[::1]");
  EXPECT_EQ(host_name("[2001:DB8::1]:65535"), "[2001:db8::1]");
}

TEST(Host, IsNothingElse) {
  for (const char* field :
       {"",     ":80",  "a:", "a:65536", "a:-1",   "a:8a", "a b", "a_b", ".a",    "a..b", "::1",
        "[::1", "::1]", "[]", "[::1]x",  "[g::1]", "a@b",  "a/b", "a,b", "a:1:2", "%61",  "[::1%25lo]"})
    EXPECT_FALSE(host_name(field)) << field;
  EXPECT_TRUE(host_name(std::string(253, 'a')));
  EXPECT_FALSE(host_name(std::string(254, 'a')));
}

TEST(Host, IsOursWhenLoopbackOrAdded) {
  EXPECT_TRUE(is_own_host("localhost", {}));
  EXPECT_TRUE(is_own_host("127.0.0.1", {}));
  EXPECT_TRUE(is_own_host("[::1]", {}));
  EXPECT_FALSE(is_own_host("example.cn", {}));
  EXPECT_TRUE(is_own_host("example.cn", {"example.cn"}));
  EXPECT_FALSE(is_own_host("localhost.example.cn", {"example.cn"}));
}

} // namespace
} // namespace elicense::http
