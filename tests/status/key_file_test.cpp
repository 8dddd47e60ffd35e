// SPDX-License-Identifier: Apache-2.0
#include "crypto/issuing.hpp"
#include "crypto/pem.hpp"
#include "status/key_file.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::status {
namespace {

using nlohmann::json;
using test::fails_with;
using test::succeeds;

KeyPair sm2() {
  return sm2_pair(std::make_shared<crypto::SoftwareSigner>(crypto::Sm2PrivateKey::generate()));
}

KeyPair p256() {
  return es256_pair(crypto::generate_tls_key().pkcs8).value();
}

std::string file_of(const std::vector<json>& keys) {
  return json{{"status_lists", json::array()}, {"keys", keys}}.dump();
}

TEST(ListKeys, AreReadAsTheyAreTold) {
  const KeyPair pairs[] = {sm2(), p256()};
  const auto keys = read_list_keys(file_of({key_json(pairs[0].key), key_json(pairs[1].key)})).value();
  ASSERT_EQ(keys.size(), 2U);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    EXPECT_EQ(keys[i].algorithm(), pairs[i].key.key.algorithm());
    EXPECT_EQ(keys[i].key_id(), pairs[i].signer->key_id());
    const auto signature = pairs[i].signer->sign(as_bytes("message")).value();
    EXPECT_EQ(keys[i].check(as_bytes("message"), signature).value(), crypto::SignatureCheck::valid);
    EXPECT_EQ(keys[i].check(as_bytes("another"), signature).value(), crypto::SignatureCheck::invalid);
  }
}

TEST(ListKeys, AreOfTheCurveThatTheyName) {
  json swapped = key_json(sm2().key);
  swapped["alg"] = "ES256";
  EXPECT_THAT(read_list_keys(file_of({swapped})), fails_with("STATUS_KEYS"));
  swapped = key_json(p256().key);
  swapped["alg"] = "elicense/SM2-SM3";
  EXPECT_THAT(read_list_keys(file_of({swapped})), fails_with("STATUS_KEYS"));
  swapped["alg"] = "none";
  EXPECT_THAT(read_list_keys(file_of({swapped})), fails_with("STATUS_KEYS"));
}

TEST(ListKeys, RefuseWhatIsNone) {
  for (const char* text : {"", "[]", "{}", R"({"keys":{}})", R"({"keys":[]})", R"({"keys":[1]})"})
    EXPECT_THAT(read_list_keys(text), fails_with("STATUS_KEYS")) << text;
  const json good = key_json(sm2().key);
  for (const char* member : {"kid", "alg", "public_key"}) {
    json odd = good;
    odd[member] = 1;
    EXPECT_THAT(read_list_keys(file_of({odd})), fails_with("STATUS_KEYS")) << member;
    odd.erase(member);
    EXPECT_THAT(read_list_keys(file_of({odd})), fails_with("STATUS_KEYS")) << member;
  }
  json odd = good;
  odd["public_key"] = good["public_key"].get<std::string>() + good["public_key"].get<std::string>();
  EXPECT_THAT(read_list_keys(file_of({odd})), fails_with("STATUS_KEYS"));
  EXPECT_THAT(read_list_keys(file_of(std::vector<json>(max_list_keys, good))), succeeds());
  EXPECT_THAT(read_list_keys(file_of(std::vector<json>(max_list_keys + 1, good))), fails_with("STATUS_KEYS"));
}

TEST(ListKeys, TellFormerOnesUntilTheirTimeIsOver) {
  const KeyPair now = sm2(), former = p256();
  const Time end{std::chrono::hours(24)};
  const auto read = [&](Time at) {
    return read_list_keys(json{{"keys", keys_json(now.key, {{former.key, end}}, at)}}.dump()).value();
  };
  ASSERT_EQ(read(end - std::chrono::seconds(1)).size(), 2U);
  EXPECT_EQ(read(end - std::chrono::seconds(1)).at(1).key_id(), former.key.key.key_id());
  ASSERT_EQ(read(end).size(), 1U);
  EXPECT_EQ(read(end).at(0).key_id(), now.key.key.key_id());
  EXPECT_EQ(keys_json(now.key, {{former.key, end}}, Time()).at(1).at("until"), "1970-01-02T00:00:00Z");
}

TEST(PublicKey, OfAnSpkiIsThatOfThePair) {
  for (const KeyPair& pair : {sm2(), p256()}) {
    const auto key = public_key(pair.key.spki).value();
    EXPECT_EQ(key.key.key_id(), pair.key.key.key_id());
    EXPECT_EQ(key.key.algorithm(), pair.key.key.algorithm());
  }
  EXPECT_FALSE(public_key(to_bytes("no key")));
}

TEST(Es256Pair, NeedsAKeyOnP256) {
  EXPECT_THAT(es256_pair(crypto::SecretBytes(as_bytes("no key"))), fails_with("TLS_KEY_MALFORMED"));
}

} // namespace
} // namespace elicense::status
