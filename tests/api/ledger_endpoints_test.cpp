// SPDX-License-Identifier: Apache-2.0
// The ledger over the API: what it hands out proves itself to a stranger with nothing but the log's key.
#include "ledger/receipt.hpp"
#include "tests/support/reception.hpp"
#include <gtest/gtest.h>

namespace elicense {
namespace {

using test::body_of;
using test::header_of;

class LedgerEndpoints : public testing::Test {
 protected:
  http::Response get(const std::string& path,
                     const std::multimap<std::string, std::string, std::less<>>& query = {}) {
    return house.call("GET", path, {}, {}, query);
  }
  std::string identifier_of_issued(const std::string& key = "key") {
    const auto answer = house.issue(house.types.find(test::business_license)->example, key);
    EXPECT_EQ(answer.status, 201U);
    return body_of(answer)["identifier"].get<std::string>();
  }
  void grow_to(std::uint64_t size) {
    while (house.licenses.book.leaves.size() < size)
      house.licenses.book.append(test::entry_of(ledger::EntryKind::seal_used, house.now)).value();
  }
  ledger::ProvenLeaf proven(const http::Response& answer) {
    EXPECT_EQ(answer.status, 200U);
    const auto receipt = ledger::parse_receipt(as_text(answer.body)).value();
    return ledger::check_receipt(receipt, house.ledger_policy()).value();
  }
  test::Reception house;
};

TEST_F(LedgerEndpoints, ALicensesReceiptProvesItsIssue) {
  grow_to(3);
  const std::string identifier = identifier_of_issued();
  const auto answer = get("/v1/licenses/" + identifier + "/receipt");
  EXPECT_EQ(answer.content_type, "text/plain; charset=utf-8");
  EXPECT_EQ(proven(answer).index, 3U);
  const auto receipt = ledger::parse_receipt(as_text(answer.body)).value();
  const auto entry = ledger::decode_entry(receipt.extra).value();
  EXPECT_EQ(entry.kind, ledger::EntryKind::license_issued);
  const auto document = get("/v1/licenses/" + identifier + "/document").body;
  EXPECT_EQ(entry.digests.at(0).value, crypto::sm3(document));
  EXPECT_EQ(entry.references.at(0).value,
            test::test_blinder().reference(ledger::ReferenceRole::license, identifier));
}

TEST_F(LedgerEndpoints, TheReceiptOutlivesTheDataOfALicense) {
  const std::string identifier = identifier_of_issued();
  const auto before = proven(get("/v1/licenses/" + identifier + "/receipt"));
  house.licenses.erase(identifier);
  EXPECT_EQ(proven(get("/v1/licenses/" + identifier + "/receipt")).index, before.index);
  EXPECT_EQ(get("/v1/licenses/" + identifier + "/document").status, 410U);
}

TEST_F(LedgerEndpoints, NobodysReceiptIsNotFound) {
  const std::string identifier = identifier_of_issued();
  EXPECT_EQ(get("/v1/licenses/x/receipt").status, 400U);
  EXPECT_EQ(get("/v1/ledger/entries/1/receipt").status, 404U);
  for (const char* const index : {"x", "-1", "+1", "01", "1.0", "18446744073709551616"})
    for (const char* const what : {"", "/receipt"})
      EXPECT_EQ(get(std::string("/v1/ledger/entries/") + index + what).status, 400U) << index;
  EXPECT_EQ(get("/v1/ledger/entries/18446744073709551615").status, 404U);
  EXPECT_EQ(body_of(get("/v1/ledger/entries/1"))["code"], "LEDGER_RANGE");
}

TEST_F(LedgerEndpoints, AnEntryIsShownWithItsBytes) {
  identifier_of_issued();
  const auto answer = get("/v1/ledger/entries/0");
  const auto body = body_of(answer);
  EXPECT_EQ(body["kind"], "license-issued");
  EXPECT_EQ(body["index"], 0);
  EXPECT_EQ(body["word"], "valid");
  EXPECT_FALSE(body.contains("number"));
  EXPECT_EQ(body["digests"].size(), 2U);
  EXPECT_EQ(body["references"].size(), 3U);
  EXPECT_EQ(from_base64(body["entry"].get<std::string>()).value(), house.licenses.book.leaves[0]);
  EXPECT_EQ(header_of(answer, "Cache-Control"), "public, max-age=31536000, immutable");
  grow_to(2);
  EXPECT_EQ(body_of(get("/v1/ledger/entries/1"))["number"], 1);
}

TEST_F(LedgerEndpoints, TheCheckpointIsSignedAndOfTheLogsName) {
  const auto opened =
      ledger::open_checkpoint(as_text(get("/v1/ledger/checkpoint").body), house.ledger_policy()).value();
  EXPECT_EQ(opened.checkpoint.tree.size, 0U);
  EXPECT_EQ(opened.checkpoint.origin, "test.example/ledger");
}

TEST_F(LedgerEndpoints, TilesHoldTheHashesOfTheEntriesInTheirBundles) {
  grow_to(300);
  const auto full = get("/v1/ledger/tile/0/000"), part = get("/v1/ledger/tile/0/001.p/44");
  EXPECT_EQ(full.status, 200U);
  EXPECT_EQ(full.body.size(), 256U * 32);
  EXPECT_EQ(part.body.size(), 44U * 32);
  EXPECT_EQ(header_of(full, "Cache-Control"), "public, max-age=31536000, immutable");
  const Bytes entry = house.licenses.book.leaves[256], bundle = get("/v1/ledger/tile/entries/001.p/44").body;
  EXPECT_EQ(bundle.size(), 44 * (entry.size() + 2));
  EXPECT_EQ(bundle[0] * 256U + bundle[1], entry.size());
  EXPECT_TRUE(equal(ByteView(bundle).subspan(2, entry.size()), entry));
  EXPECT_TRUE(equal(ByteView(part.body).first(32), ledger::TreeHash().leaf(entry)));
  EXPECT_EQ(get("/v1/ledger/tile/1/000.p/1").body.size(), 32U);
}

TEST_F(LedgerEndpoints, TilesOutsideTheLedgerAreNotFoundAndOddNamesRefused) {
  grow_to(300);
  for (const char* const path :
       {"0/001", "0/001.p/45", "0/002.p/1", "1/000", "entries/001", "entries/002.p/1"})
    EXPECT_EQ(get(std::string("/v1/ledger/tile/") + path).status, 404U) << path;
  for (const char* const path : {"0", "0/0", "0/0000", "x/000", "0/000.p/0", "0/000.p/256", "entries",
                                 "entries/0/000", "0/entries/000", "64/000", "0/000/"})
    EXPECT_EQ(get(std::string("/v1/ledger/tile/") + path).status, 400U) << path;
}

TEST_F(LedgerEndpoints, ConsistencyOfTwoCheckpointsIsProven) {
  grow_to(3);
  const auto from =
      ledger::open_checkpoint(as_text(get("/v1/ledger/checkpoint").body), house.ledger_policy());
  grow_to(10);
  const auto to = proven(get("/v1/ledger/entries/9/receipt")).tree.checkpoint.tree;
  const auto body = body_of(get("/v1/ledger/consistency", {{"from", "3"}, {"to", "10"}}));
  ledger::Proof proof;
  for (const auto& hash : body["proof"]) {
    const Bytes bytes = from_base64(hash.get<std::string>()).value();
    std::ranges::copy(bytes, proof.emplace_back().begin());
  }
  EXPECT_TRUE(ledger::check_consistency(ledger::TreeHash(), from->checkpoint.tree, to, proof));
  EXPECT_EQ(get("/v1/ledger/consistency", {{"from", "3"}}).status, 400U);
  EXPECT_EQ(get("/v1/ledger/consistency", {{"to", "3"}}).status, 400U);
  EXPECT_EQ(get("/v1/ledger/consistency", {{"from", "3"}, {"to", "11"}}).status, 404U);
  EXPECT_EQ(get("/v1/ledger/consistency", {{"from", "0"}, {"to", "3"}}).status, 422U);
}

TEST_F(LedgerEndpoints, ASealIsUsedOnRecordOrNotAtAll) {
  const std::string identifier = identifier_of_issued();
  const auto document = get("/v1/licenses/" + identifier + "/document").body;
  const auto sealed =
      house.call("POST", "/v1/seals/" + std::string(test::test_seal) + "/signatures", document,
                 {{"content-type", "application/ofd"}}, {{"page", "1"}, {"x", "20"}, {"y", "20"}});
  ASSERT_EQ(sealed.status, 200U);
  ASSERT_EQ(house.licenses.book.leaves.size(), 2U);
  const auto entry = ledger::decode_entry(house.licenses.book.leaves[1]).value();
  EXPECT_EQ(entry.kind, ledger::EntryKind::seal_used);
  EXPECT_EQ(entry.digests.at(0).value, crypto::sm3(sealed.body));
  house.licenses.book.refuses = true;
  const auto refused =
      house.call("POST", "/v1/seals/" + std::string(test::test_seal) + "/signatures", document,
                 {{"content-type", "application/ofd"}}, {{"page", "1"}, {"x", "20"}, {"y", "20"}});
  EXPECT_EQ(refused.status, 503U);
  EXPECT_EQ(body_of(refused)["code"], "STORE_FULL");
}

} // namespace
} // namespace elicense
