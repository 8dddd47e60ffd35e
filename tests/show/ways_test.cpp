// SPDX-License-Identifier: Apache-2.0
// The ways to use-codes without a scan: by statutory power, counted and recorded; by a mandate.
#include "tests/show/show_house.hpp"

#include <thread>

namespace elicense::show {
namespace {

using ledger::EntryKind;
using testing::ElementsAre;

class WaysTest : public ShowHouse {
 protected:
  ScanRequest by_duty(const std::string& key = "duty-1") const {
    ScanRequest request = asking({}, key);
    request.code = {};
    request.way = Way::duty;
    request.holder = {{}, zhang.code_type, zhang.code};
    request.legal_basis = "《行政许可法》第六十一条";
    request.quota = 3;
    return request;
  }
  ScanRequest by_mandate(const Mandate& mandate, const std::string& key = "entrust-1") const {
    ScanRequest request = by_duty(key);
    request.way = Way::entrust;
    request.legal_basis.clear();
    request.agent = {{}, li.code_type, li.code};
    request.mandate = mandate.id;
    return request;
  }
  Mandate given() { return desk->mandates().give(wanted_mandate(), "mandate-1").value(); }
  Result<Scan> ask(const ScanRequest& request) { return desk->scans().scan(request); }
  std::int64_t used() { return desk->kept().duty_used(clerk.party, matter.code, now()).value(); }
};

TEST_F(WaysTest, ByDutyIsGivenAtOnceAndTold) {
  const Scan scan = ask(by_duty()).value();
  EXPECT_EQ(scan.state_at(now()), ScanState::given);
  EXPECT_EQ(scan.match, "");
  EXPECT_FALSE(scan.fast_lane);
  ASSERT_EQ(scan.given.size(), 1U);
  EXPECT_THAT(kinds(), ElementsAre(EntryKind::use_codes_asked, EntryKind::use_code_made));
  EXPECT_EQ(entries().front().word, "duty");
  const Scan kept = desk->kept().scans_of(zhang, 0, 10)->at(0); // the holder's history
  EXPECT_EQ(kept.way, Way::duty);
  EXPECT_EQ(kept.legal_basis, by_duty().legal_basis);
  ASSERT_THAT(desk->uses().use(using_code(scan.given[0].code)), succeeds());
  const auto read = accesses.all();
  ASSERT_EQ(read.size(), 2U);
  EXPECT_EQ(read[0].what, "use-code");
  EXPECT_TRUE(read[0].fields.empty());
  EXPECT_EQ(read[1].what, "use");
  for (const privacy::Access& access : read) {
    EXPECT_EQ(access.reader.way, "duty");
    EXPECT_EQ(access.reader.legal_basis, by_duty().legal_basis);
    EXPECT_EQ(access.reader.client, "client-1");
    EXPECT_EQ(access.reader.who, "operator-1");
  }
}

TEST_F(WaysTest, ForAnItemAreGoodForThatItem) {
  ScanRequest request = by_duty();
  request.item = Matter{"01", "新设"};
  const Scan scan = ask(request).value();
  EXPECT_EQ(desk->kept().scan(scan.id)->item, request.item);
  UseRequest use = using_code(scan.given[0].code);
  use.item = "02";
  EXPECT_THAT(desk->uses().use(use), fails_with("USE_CODE_BINDING"));
  EXPECT_THAT(desk->uses().look_at(use), fails_with("USE_CODE_BINDING"));
  use.item = "01";
  EXPECT_THAT(desk->uses().use(use), succeeds());
  const Scan without = ask(by_duty("duty-2")).value();
  use = using_code(without.given[0].code, "use-2");
  use.item = "02";
  EXPECT_THAT(desk->uses().use(use), succeeds()) << "no item was named";
  Scan other = scan;
  other.item->code = "02";
  EXPECT_NE(authorization_digest(other), authorization_digest(scan));
}

TEST_F(WaysTest, ByDutyNothingFoundIsGivenAsNothing) {
  auto request = by_duty();
  request.holder.code = li.code;
  const Scan of_nobody = ask(request).value();
  EXPECT_TRUE(of_nobody.given.empty());
  EXPECT_EQ(of_nobody.state_at(now()), ScanState::given);
  request = by_duty("other-type");
  request.wanted = {{"11100000000013127D001", {}, std::nullopt}};
  EXPECT_TRUE(ask(request)->given.empty());
  revoke("identifier-A");
  EXPECT_TRUE(ask(by_duty("revoked"))->given.empty());
  EXPECT_TRUE(accesses.all().empty());
  EXPECT_EQ(used(), 3); // asking counts, whatever is found
}

TEST_F(WaysTest, ByDutyIsCountedByPartyMatterAndDay) {
  for (const char* const key : {"1", "2", "3", "3"}) // the same request is counted once
    EXPECT_THAT(ask(by_duty(key)), succeeds()) << key;
  EXPECT_EQ(used(), 3);
  const auto refused = ask(by_duty("4"));
  EXPECT_THAT(refused, fails_with("DUTY_QUOTA_USED_UP"));
  EXPECT_EQ(refused.error().detail, "14400 s"); // it is 20:00 at UTC+8
  auto other = by_duty("other party");
  other.asker.party = "client-2";
  EXPECT_THAT(ask(other), succeeds());
  other = by_duty("other matter");
  other.matter.code = "another";
  EXPECT_THAT(ask(other), succeeds());
  moved += 4 * 3600;
  EXPECT_EQ(used(), 0);
  EXPECT_THAT(ask(by_duty("tomorrow")), succeeds());
  other = by_duty("none");
  other.asker.party = "client-3";
  other.quota = 0;
  EXPECT_THAT(ask(other), fails_with("DUTY_QUOTA_USED_UP"));
}

TEST_F(WaysTest, OfAHundredRequestsAtOnceAsManySucceedAsTheQuotaAllows) {
  std::atomic<int> succeeded = 0;
  {
    std::vector<std::jthread> clerks;
    for (int thread = 0; thread < 10; ++thread)
      clerks.emplace_back([&, thread] {
        for (int i = 0; i < 10; ++i)
          if (ask(by_duty(std::to_string(thread) + "/" + std::to_string(i)))) ++succeeded;
      });
  }
  EXPECT_EQ(succeeded, 3);
  EXPECT_EQ(used(), 3);
}

TEST_F(WaysTest, ByDutyNeedsABasisThatSaysSomething) {
  const auto refused = [&](const char* expected, const std::function<void(ScanRequest&)>& change) {
    ScanRequest request = by_duty();
    change(request);
    EXPECT_THAT(ask(request), fails_with(expected));
  };
  refused("SHOW_REQUEST", [](auto& request) { request.legal_basis.clear(); });
  refused("SHOW_REQUEST", [](auto& request) { request.legal_basis = std::string(max_duty_basis + 1, 'x'); });
  refused("SHOW_PURPOSE_FILLER", [](auto& request) { request.legal_basis = "test"; });
  refused("SHOW_PURPOSE_FILLER", [](auto& request) { request.matter_case = "test"; });
  refused("SHOW_PURPOSE_FILLER", [](auto& request) { request.matter.name = "test"; });
  EXPECT_EQ(used(), 0);
  EXPECT_THAT(ask(by_duty()), succeeds());
  refused("IDEMPOTENCY_MISMATCH", [](auto& request) { request.legal_basis = "another"; });
  refused("IDEMPOTENCY_MISMATCH", [this](auto& request) { request.holder.code = li.code; });
}

TEST_F(WaysTest, ByDutyTheHolderCannotStopIt) {
  const Scan scan = ask(by_duty()).value();
  EXPECT_THAT(desk->scans().stop(scan.id), fails_with("DUTY_NOT_STOPPED"));
  EXPECT_THAT(desk->uses().use(using_code(scan.given[0].code)), succeeds());
}

TEST_F(WaysTest, WhatCannotBeRecordedIsNotTold) {
  accesses.broken = true;
  EXPECT_FALSE(ask(by_duty()));
  accesses.broken = false;
  EXPECT_THAT(ask(by_duty()), succeeds()); // the same request again
  EXPECT_EQ(used(), 1);
}

TEST_F(WaysTest, ByMandateBothAreNamedAndTheMandateCounts) {
  const Mandate mandate = given();
  const Scan scan = ask(by_mandate(mandate)).value();
  ASSERT_EQ(scan.given.size(), 1U);
  EXPECT_EQ(scan.way, Way::entrust);
  EXPECT_EQ(scan.standing.principal_name, zhang.name);
  EXPECT_EQ(scan.standing.agent_name, li.name);
  EXPECT_EQ(desk->kept().scans_of(zhang, 0, 10)->size(), 1U);
  EXPECT_EQ(desk->kept().scans_of(li, 0, 10)->size(), 1U);
  EXPECT_EQ(desk->kept().mandate(mandate.id)->used, 1);
  EXPECT_EQ(entries().at(1).word, "entrust");
  EXPECT_THAT(ask(by_mandate(mandate)), succeeds()); // the same request again
  EXPECT_THAT(ask(by_mandate(mandate, "two")), succeeds());
  EXPECT_THAT(ask(by_mandate(mandate, "three")), fails_with("MANDATE_ENDED"));
  EXPECT_THAT(desk->scans().stop(scan.id), succeeds()); // the principal may
  EXPECT_THAT(desk->uses().use(using_code(scan.given[0].code)), fails_with("USE_CODE_ENDED"));
}

TEST_F(WaysTest, ByMandateIsForItsPersonsMattersAndTypesAlone) {
  add_license("C", zhang, "11100000000013127D001");
  const Mandate mandate = given();
  const auto refused = [&](const char* expected, const std::function<void(ScanRequest&)>& change) {
    ScanRequest request = by_mandate(mandate);
    change(request);
    EXPECT_THAT(ask(request), fails_with(expected));
  };
  refused("MANDATE_NOT_FOUND", [](auto& request) { request.mandate = "no-mandate"; });
  refused("MANDATE_NOT_FOUND", [&](auto& request) { request.holder.code = li.code; });
  refused("MANDATE_NOT_FOUND", [&](auto& request) { request.agent.code = zhang.code; });
  refused("MANDATE_SCOPE", [](auto& request) { request.matter.code = "other"; });
  ScanRequest other_type = by_mandate(mandate);
  other_type.wanted = {{"11100000000013127D001", {}, std::nullopt}};
  EXPECT_TRUE(ask(other_type)->given.empty());
  const Mandate paper = desk->mandates().make_paper(wanted_mandate(), "paper")->mandate;
  ScanRequest named = by_mandate(paper, "paper");
  named.agent = named.holder;
  EXPECT_THAT(ask(named), fails_with("MANDATE_NOT_FOUND"));
}

TEST_F(WaysTest, AMandateThatWasTakenBackStandsForNothing) {
  const Mandate mandate = given();
  const std::string code = ask(by_mandate(mandate))->given[0].code;
  ASSERT_THAT(desk->mandates().revoke(mandate.id), succeeds());
  EXPECT_THAT(desk->uses().use(using_code(code)), fails_with("MANDATE_ENDED"));
  EXPECT_THAT(desk->uses().look_at(using_code(code)), fails_with("MANDATE_ENDED"));
  EXPECT_THAT(ask(by_mandate(mandate, "late")), fails_with("MANDATE_ENDED"));
}

} // namespace
} // namespace elicense::show
