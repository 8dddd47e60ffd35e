// SPDX-License-Identifier: Apache-2.0
#include "crypto/key_id.hpp"
#include "notify/message.hpp"
#include "tests/support/outbox_file.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::notify {
namespace {

using test::fails_with;

const Time sent_at{std::chrono::seconds(1'800'000'000)};

// printf 'msg_1.1800000000.{"a":1}' | openssl dgst -sm3 -mac HMAC -macopt
// key:0123456789abcdef0123456789abcdef -binary | base64
TEST(Message, IsSignedAsOpensslSignsIt) {
  const auto keys = test::message_keys();
  const auto to = test::subscription_to_all("sub_1", keys).subscription;
  const auto message = keys.message(to, "msg_1", R"({"a":1})", sent_at).value();
  EXPECT_EQ(message.url, "https://receiver.test/sub_1");
  EXPECT_EQ(message.body, R"({"a":1})");
  EXPECT_THAT(message.headers,
              testing::ElementsAre(testing::Pair("webhook-id", "msg_1"),
                                   testing::Pair("webhook-timestamp", "1800000000"),
                                   testing::Pair("webhook-signature",
                                                 "hmac-sm3,BHZCVSC0CABF6AsXXW2WEEhEV5H7cfQrgfy/JwVeWQo=")));
}

TEST(Message, IsSignedWithSm2OnRequest) {
  const auto keys = test::message_keys();
  auto to = test::subscription_to_all("sub_1", keys).subscription;
  to.scheme = Scheme::sm2;
  to.sealed_secret.clear();
  const auto headers = keys.message(to, "msg_1", "{}", sent_at).value().headers;
  EXPECT_EQ(headers.at(3),
            std::pair(std::string("webhook-key-id"), crypto::key_id_of(keys.public_key().spki())));
  const std::string value = headers.at(2).second;
  ASSERT_TRUE(value.starts_with("sm2,"));
  const Bytes signature = from_base64(value.substr(4)).value();
  EXPECT_EQ(keys.public_key().check(as_bytes("msg_1.1800000000.{}"), signature).value(),
            crypto::SignatureCheck::valid);
  EXPECT_EQ(keys.public_key().check(as_bytes("msg_2.1800000000.{}"), signature).value(),
            crypto::SignatureCheck::invalid);
}

TEST(Message, NeedsTheSecretAtItsPlace) {
  const auto keys = test::message_keys();
  auto to = test::subscription_to_all("sub_1", keys).subscription;
  to.id = "sub_2";
  EXPECT_THAT(keys.message(to, "msg_1", "{}", sent_at), fails_with("ENVELOPE_TAG"));
  to.id = "sub_1";
  to.sealed_secret.pop_back();
  EXPECT_THAT(keys.message(to, "msg_1", "{}", sent_at), fails_with("ENVELOPE_TAG"));
}

} // namespace
} // namespace elicense::notify
