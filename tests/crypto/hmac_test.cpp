// SPDX-License-Identifier: Apache-2.0
// HMAC-SM3 against the Wycheproof cases, altered tags among them.
#include "crypto/hmac.hpp"
#include "tests/support/files.hpp"
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace elicense::crypto {
namespace {

Bytes hex_field(const nlohmann::json& test, const char* name) {
  return from_hex(test.at(name).get<std::string>()).value();
}

bool tag_fits(const nlohmann::json& test, std::size_t tag_size) {
  const Sm3Digest made = hmac_sm3(hex_field(test, "key"), hex_field(test, "msg"));
  return equal_in_constant_time(ByteView(made).first(tag_size), hex_field(test, "tag"));
}

TEST(HmacSm3, Wycheproof) {
  const std::optional<Bytes> file = test::read_shared("vectors/hmac_sm3_test.json");
  if (!file) GTEST_SKIP() << "no folder of shared vectors";
  const nlohmann::json vectors = nlohmann::json::parse(as_text(*file));
  std::size_t tried = 0;
  for (const nlohmann::json& group : vectors.at("testGroups")) {
    for (const nlohmann::json& test : group.at("tests")) {
      EXPECT_EQ(tag_fits(test, group.at("tagSize").get<std::size_t>() / 8), test.at("result") == "valid")
          << test;
      ++tried;
    }
  }
  EXPECT_EQ(tried, 174U);
}

TEST(HmacSm3, EmptyKeyAndMessage) { // by the definition, with `openssl dgst -sm3`
  EXPECT_EQ(to_hex(hmac_sm3({}, {})), "0d23f72ba15e9c189a879aefc70996b06091de6e64d31b7a84004356dd915261");
}

TEST(HmacSm3, ComparesInFull) {
  EXPECT_TRUE(equal_in_constant_time({}, {}));
  EXPECT_TRUE(equal_in_constant_time(as_bytes("abc"), as_bytes("abc")));
  EXPECT_FALSE(equal_in_constant_time(as_bytes("abc"), as_bytes("abd")));
  EXPECT_FALSE(equal_in_constant_time(as_bytes("abc"), as_bytes("ab")));
  EXPECT_FALSE(equal_in_constant_time(as_bytes("abc"), {}));
}

} // namespace
} // namespace elicense::crypto
