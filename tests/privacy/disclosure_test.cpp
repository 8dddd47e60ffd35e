// SPDX-License-Identifier: Apache-2.0
#include "privacy/disclosure.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::privacy {
namespace {

using license::View;
using test::fails_with;
using test::succeeds;

class NotedAccesses final : public AccessLog {
 public:
  Result<void> record(const std::vector<LeafedAccess>& reading) override {
    if (broken) return fail(ErrorKind::unavailable, "STORE_FULL");
    for (const auto& [access, leaf] : reading) {
      accesses.push_back(access);
      leaves.push_back(leaf);
    }
    return {};
  }
  Result<void> record(const Suspicion&, const ledger::Entry& leaf) override {
    leaves.push_back(leaf);
    return {};
  }
  Result<std::vector<RecordedAccess>> of_holder(const license::Holder&, std::int64_t, std::size_t) override {
    return std::vector<RecordedAccess>{};
  }
  bool broken = false;
  std::vector<Access> accesses;
  std::vector<ledger::Entry> leaves;
};

class DisclosureTest : public testing::Test {
 protected:
  license::License license() const {
    license::License made;
    made.identifier = "identifier";
    made.type_code = card->code;
    made.number = "640104199001010026";
    made.holder = {"张三样例", "111", "640104199001010026"};
    made.data = card->example;
    return made;
  }
  const license::TypeCatalogue types = license::TypeCatalogue::load().value();
  const license::LicenseType* card = types.find("11100000000013127D001");
  const ledger::Blinder blinder{crypto::SecretBytes(ByteView(Bytes(32, 7)))};
  const Time noon{std::chrono::seconds(1'780'000'000)};
  NotedAccesses log;
  const Disclosure disclosure{
      {.log = log, .blinder = blinder, .clock = [this] { return noon; }, .random = crypto::system_random}};
  const Reader clerk{
      .who = "operator-7", .client = "system-3", .purpose = "办理不动产登记", .matter_case = "case-1"};
};

TEST_F(DisclosureTest, RecordsWhoReadsWhatAndWhy) {
  ASSERT_THAT(disclosure.record(license(), View::only({"姓名", "number"}), "license", clerk), succeeds());
  ASSERT_EQ(log.accesses.size(), 1U);
  const Access& access = log.accesses[0];
  EXPECT_EQ(access.at, noon);
  EXPECT_EQ(access.what, "license");
  EXPECT_EQ(access.license, "identifier");
  EXPECT_EQ(access.holder.code, "640104199001010026");
  EXPECT_EQ(access.reader.who, "operator-7");
  EXPECT_EQ(access.reader.purpose, "办理不动产登记");
  EXPECT_THAT(access.fields, testing::ElementsAre("number", "姓名"));
  EXPECT_FALSE(access.masked);
}

TEST_F(DisclosureTest, EveryHolderHasARecordAndALeaf) {
  license::License deed = license();
  deed.other_holders = {{"李四样例", "111", "640104198808080012"}};
  ASSERT_THAT(disclosure.record(deed, View::of_holder(deed.other_holders[0]), "license", clerk), succeeds());
  ASSERT_EQ(log.accesses.size(), 2U);
  EXPECT_EQ(log.accesses[1].holder.code, "640104198808080012");
  EXPECT_TRUE(log.accesses[0].masked);
  EXPECT_FALSE(log.accesses[1].masked);
  EXPECT_EQ(log.leaves[1].references[1].value,
            blinder.reference(ledger::ReferenceRole::holder, "111:640104198808080012"));
}

TEST_F(DisclosureTest, SaysSoWhenItCannotRecord) {
  log.broken = true;
  EXPECT_THAT(disclosure.record(license(), View::full(), "license", clerk), fails_with("STORE_FULL"));
  EXPECT_THAT(disclosure.record(license(), std::vector<std::string>{"number"}, "claims", clerk),
              fails_with("STORE_FULL"));
}

TEST_F(DisclosureTest, TheLeafFindsTheHolderForWhoHasTheKeyAndTellsNobodyElse) {
  ASSERT_THAT(disclosure.record(license(), View::masked(), "page", clerk), succeeds());
  ASSERT_THAT(disclosure.record(license(), View::masked(), "page", clerk), succeeds());
  const ledger::Entry &leaf = log.leaves[0], &other = log.leaves[1];
  EXPECT_EQ(leaf.kind, ledger::EntryKind::license_read);
  EXPECT_EQ(leaf.references[1].role, ledger::ReferenceRole::holder);
  EXPECT_EQ(leaf.references[1].value,
            blinder.reference(ledger::ReferenceRole::holder, "111:640104199001010026"));
  EXPECT_EQ(leaf.digests[0].value, digest_of(log.accesses[0]));
  EXPECT_NE(leaf.digests[0].value, other.digests[0].value); // the same access twice: the nonce differs
  EXPECT_THAT(ledger::encode_entry(leaf), succeeds());
}

TEST_F(DisclosureTest, AnAccessComesBackFromItsJson) {
  ASSERT_THAT(disclosure.record(license(), std::vector<std::string>{"number"}, "claims", clerk), succeeds());
  const Access& access = log.accesses[0];
  EXPECT_EQ(access_json(access_from_json(access_json(access))), access_json(access));
  EXPECT_EQ(access_json(access).dump().find("640104199001010026"), std::string::npos);
}

} // namespace
} // namespace elicense::privacy
