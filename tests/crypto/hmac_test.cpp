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

TEST(HmacSm3, KeysAroundOneBlock) { // with `openssl dgst -sm3 -mac HMAC`
  const std::pair<std::size_t, std::string_view> known[] = {
      {63U, "a1aba233eeb153c3d4e4618fd547fc7d70c0f2ba9f4582ef018c96bec23ea98f"},
      {64U, "1bee893045810d8c833016607a5d1dc6d83453fd4a8472a27d6de5b43de85b51"},
      {65U, "151e07820421e9e9d8209b5cf752ea8e8506981b388a5e4aa8f124057cd3b635"},
      {200U, "4927b49816e2f763ff024270501d6c125d3039efc559251c7069f061fe02f30e"}};
  for (const auto& [size, tag] : known)
    EXPECT_EQ(to_hex(hmac_sm3(Bytes(size, 'k'), as_bytes("message"))), tag) << size;
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
