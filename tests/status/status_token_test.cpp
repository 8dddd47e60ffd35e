// SPDX-License-Identifier: Apache-2.0
// Signed lists in both forms and by both algorithms.
#include "cbor/cbor.hpp"
#include "crypto/base64url.hpp"
#include "crypto/issuing.hpp"
#include "status/status_token.hpp"
#include "tests/support/result_matchers.hpp"

#include <nlohmann/json.hpp>

namespace elicense::status {
namespace {

using nlohmann::json;
using std::chrono::hours;
using test::fails_with;
using test::succeeds;

const Time now = from_rfc3339("2026-06-15T12:00:00Z").value();
constexpr std::string_view uri = "https://licenses.example/v1/status-lists/1";

Published published() {
  StatusList list(16);
  list.set(3, Status::invalid);
  list.set(4, Status::suspended);
  return {.uri = std::string(uri),
          .issued_at = now,
          .expires_at = now + hours(24),
          .ttl = std::chrono::seconds(60),
          .aggregation_uri = "https://licenses.example/v1/status-lists",
          .list = std::move(list)};
}

struct Party { // who signs, and the key to believe
  std::unique_ptr<ListSigner> signer;
  std::vector<ListKey> keys;
};

Party with_sm2(const std::string& key_id = "list-1") {
  auto key = crypto::Sm2PrivateKey::generate();
  const auto public_key = key.public_key();
  return {sm2_list_signer(std::make_shared<crypto::SoftwareSigner>(std::move(key)), key_id),
          {ListKey::sm2(public_key, key_id)}};
}

Party with_p256(const std::string& key_id = "list-1") {
  auto key = crypto::generate_tls_key();
  const ByteView point = ByteView(key.spki).last(64);
  auto believed = ListKey::es256(to_bytes(point.first(32)), to_bytes(point.last(32)), key_id).value();
  return {es256_list_signer(std::move(key.pkcs8), key_id), {std::move(believed)}};
}

class BothAlgorithms : public testing::TestWithParam<Party (*)(const std::string&)> {
 protected:
  Result<Published> jwt(const Published& list, const std::vector<ListKey>& keys, Time at = now) const {
    return read_jwt(write_jwt(list, *party.signer).value(), keys, {uri, at});
  }
  Result<Published> cwt(const Published& list, const std::vector<ListKey>& keys, Time at = now) const {
    return read_cwt(write_cwt(list, *party.signer).value(), keys, {uri, at});
  }
  const Party party = GetParam()("list-1");
};

TEST_P(BothAlgorithms, AreReadAsTheyWereWritten) {
  for (const auto& read : {jwt(published(), party.keys), cwt(published(), party.keys)}) {
    ASSERT_THAT(read, succeeds());
    EXPECT_EQ(read->uri, uri);
    EXPECT_EQ(read->issued_at, now);
    EXPECT_EQ(read->expires_at, now + hours(24));
    EXPECT_EQ(read->ttl, std::chrono::seconds(60));
    EXPECT_EQ(read->aggregation_uri, published().aggregation_uri);
    EXPECT_EQ(read->list.packed(), published().list.packed());
  }
}

TEST_P(BothAlgorithms, BelieveNobodyElse) {
  const auto other = GetParam()("list-1"), elsewhere = GetParam()("list-2");
  EXPECT_THAT(jwt(published(), other.keys), fails_with("STATUS_TOKEN_SIGNATURE"));
  EXPECT_THAT(cwt(published(), other.keys), fails_with("STATUS_TOKEN_SIGNATURE"));
  EXPECT_THAT(jwt(published(), elsewhere.keys), fails_with("STATUS_TOKEN_KEY"));
  EXPECT_THAT(cwt(published(), elsewhere.keys), fails_with("STATUS_TOKEN_KEY"));
  EXPECT_THAT(jwt(published(), {}), fails_with("STATUS_TOKEN_KEY"));
}

TEST_P(BothAlgorithms, TheKeyDecidesTheAlgorithm) {
  const auto sm2 = with_sm2(), p256 = with_p256();
  const auto& another = party.signer->algorithm() == sm2_sm3 ? p256.keys : sm2.keys;
  EXPECT_THAT(jwt(published(), another), fails_with("STATUS_TOKEN_ALGORITHM"));
  EXPECT_THAT(cwt(published(), another), fails_with("STATUS_TOKEN_ALGORITHM"));
}

TEST_P(BothAlgorithms, AreOfOneAddress) {
  Published moved = published();
  moved.uri += "0";
  EXPECT_THAT(jwt(moved, party.keys), fails_with("STATUS_TOKEN_SUBJECT"));
  EXPECT_THAT(cwt(moved, party.keys), fails_with("STATUS_TOKEN_SUBJECT"));
}

TEST_P(BothAlgorithms, HaveTheirTime) {
  const std::pair<Time, bool> times[] = {{now - clock_skew - std::chrono::seconds(1), false},
                                         {now - clock_skew, true},
                                         {now + hours(24) - std::chrono::seconds(1), true},
                                         {now + hours(24), false}};
  for (const auto& [at, good] : times)
    for (const auto& read : {jwt(published(), party.keys, at), cwt(published(), party.keys, at)}) {
      if (good)
        EXPECT_THAT(read, succeeds());
      else
        EXPECT_THAT(read, fails_with("STATUS_TOKEN_TIME"));
    }
  Published backwards = published();
  backwards.expires_at = backwards.issued_at;
  EXPECT_THAT(jwt(backwards, party.keys, now - std::chrono::seconds(1)), fails_with("STATUS_TOKEN_TIME"));
}

TEST_P(BothAlgorithms, AnyChangedBitIsFound) {
  const Bytes good = write_cwt(published(), *party.signer).value();
  for (std::size_t i = 0; i < good.size(); ++i) {
    Bytes bad = good;
    bad[i] ^= 1U;
    EXPECT_FALSE(read_cwt(bad, party.keys, {uri, now})) << i;
  }
  const std::string text = write_jwt(published(), *party.signer).value();
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string bad = text;
    bad[i] = bad[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(read_jwt(bad, party.keys, {uri, now})) << i;
  }
}

TEST_P(BothAlgorithms, WhatIsCutShortIsNone) {
  const Bytes good = write_cwt(published(), *party.signer).value();
  for (std::size_t size = 0; size < good.size(); ++size)
    EXPECT_THAT(read_cwt(ByteView(good).first(size), party.keys, {uri, now}),
                fails_with("STATUS_TOKEN_MALFORMED"));
  Bytes longer = good;
  longer.push_back(0);
  EXPECT_THAT(read_cwt(longer, party.keys, {uri, now}), fails_with("STATUS_TOKEN_MALFORMED"));
}

INSTANTIATE_TEST_SUITE_P(Lists, BothAlgorithms,
                         testing::Values(static_cast<Party (*)(const std::string&)>(with_sm2),
                                         static_cast<Party (*)(const std::string&)>(with_p256)),
                         [](const auto& info) { return info.index == 0 ? "Sm2" : "Es256"; });

// --- what a signer of ours never writes, signed all the same

class OddTokens : public testing::Test {
 protected:
  Result<Published> jwt(const json& header, const json& claims) const {
    const std::string text =
        to_base64url(as_bytes(header.dump())) + "." + to_base64url(as_bytes(claims.dump()));
    return read_jwt(text + "." + to_base64url(party.signer->sign(as_bytes(text)).value()), party.keys,
                    {uri, now});
  }
  json claims() const {
    return {{"sub", uri},
            {"iat", now.time_since_epoch().count()},
            {"exp", (now + hours(1)).time_since_epoch().count()},
            {"status_list", {{"bits", 2}, {"lst", "eNo76fITAAPfAgc"}}}};
  }
  const Party party = with_sm2();
  const json header = {{"alg", sm2_sm3.jose}, {"kid", "list-1"}, {"typ", "statuslist+jwt"}};
};

TEST_F(OddTokens, MayDoWithoutTtlAndMoreClaims) {
  json more = claims();
  more["iss"] = "https://licenses.example";
  const auto read = jwt(header, more);
  ASSERT_THAT(read, succeeds());
  EXPECT_EQ(read->ttl.count(), 0);
  EXPECT_EQ(read->list.size(), 12U);
}

TEST_F(OddTokens, NeedTheirClaims) {
  for (const char* member : {"iat", "exp", "status_list"}) {
    json less = claims();
    less.erase(member);
    EXPECT_THAT(jwt(header, less), fails_with("STATUS_TOKEN_MALFORMED")) << member;
    less[member] = "text";
    EXPECT_THAT(jwt(header, less), fails_with("STATUS_TOKEN_MALFORMED")) << member;
  }
  json without = claims();
  without.erase("sub");
  EXPECT_THAT(jwt(header, without), fails_with("STATUS_TOKEN_SUBJECT"));
  for (const json& list : {json{{"lst", "eNo76fITAAPfAgc"}}, json{{"bits", 1}, {"lst", "eNo76fITAAPfAgc"}},
                           json{{"bits", 2}}, json{{"bits", 2}, {"lst", "+"}}}) {
    json odd = claims();
    odd["status_list"] = list;
    EXPECT_FALSE(jwt(header, odd)) << list;
  }
}

TEST_F(OddTokens, NeedTheirHeader) {
  for (const auto& [member, value] : {std::pair<const char*, json>{"typ", "JWT"}, {"crit", json::array()}}) {
    json odd = header;
    odd[member] = value;
    EXPECT_THAT(jwt(odd, claims()), fails_with("STATUS_TOKEN_MALFORMED")) << member;
  }
  json none = header;
  none["alg"] = "none";
  EXPECT_THAT(jwt(none, claims()), fails_with("STATUS_TOKEN_ALGORITHM"));
  none.erase("kid");
  EXPECT_THAT(jwt(none, claims()), fails_with("STATUS_TOKEN_KEY"));
  for (const char* text : {"", ".", "a.b", "a.b.c.d", "e30.e30.", "!.e30.AAAA"})
    EXPECT_THAT(read_jwt(text, party.keys, {uri, now}), fails_with("STATUS_TOKEN_MALFORMED")) << text;
  EXPECT_THAT(read_jwt(std::string(max_token_size + 1, 'A'), party.keys, {uri, now}),
              fails_with("STATUS_TOKEN_MALFORMED"));
}

// draft-ietf-oauth-status-list, 5.2: another's order of keys is read; its one bit an entry is not ours.
TEST(StatusCwt, TheExampleOfTheDraftIsTakenApart) {
  const Bytes example = from_hex("d2845820a2012610781a6170706c69636174696f6e2f7374617475736c6973742b637774a10"
                                 "44231325850a502782168747470733a"
                                 "2f2f6578616d706c652e636f6d2f7374617475736c697374732f31061a648c5bea041a8898d"
                                 "fea19fffe19a8c019fffda264626974"
                                 "7301636c73744a78dadbb918000217015d584027d5535dfe0a33291cc9bfb41053ad2493c49"
                                 "d1ee4635e12548a79bac92916845fee"
                                 "76799c42762f928441c5c344e3612381e0cf88f2f160b3e1f97728ec8403")
                            .value();
  cbor::Reader reader(example);
  EXPECT_EQ(reader.tag().value(), 18U);
  EXPECT_EQ(reader.array().value(), 4U);
  const Bytes header = cbor::map({{cbor::integer(1), cbor::integer(es256.cose)},
                                  {cbor::integer(16), cbor::text_string("application/statuslist+cwt")}});
  EXPECT_EQ(to_hex(reader.byte_string().value()), to_hex(header));
  EXPECT_EQ(reader.map()->size(), 1U);
  const auto claims = cbor::Reader(reader.byte_string().value()).map().value();
  EXPECT_EQ(claims.size(), 5U);
  EXPECT_EQ(claims[4].number, 65533);
  EXPECT_EQ(reader.byte_string()->size(), 64U);
  EXPECT_THAT(read_cwt(example, with_p256("12").keys, {uri, now}), fails_with("STATUS_TOKEN_SIGNATURE"));
}

} // namespace
} // namespace elicense::status
