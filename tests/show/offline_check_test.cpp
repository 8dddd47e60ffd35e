// SPDX-License-Identifier: Apache-2.0
#include "show/offline_check.hpp"
#include "tests/support/offline_phone.hpp"
#include "tests/support/result_matchers.hpp"
#include <atomic>
#include <thread>

namespace elicense::show {
namespace {

using namespace std::chrono_literals;
using status::Status;
using status::StatusList;
using test::offline_now;
using test::OfflineIssuer;
using test::PhoneKey;

class OfflineCheckTest : public testing::Test {
 protected:
  OfflineCheckTest() : ticket_(test::offline_ticket(phone_.device_key())) {}

  void put(Status status) { list_.set(ticket_.index, status); }
  OfflineChecker checker(Time now) { return checker({issuer_.list_token(list_, offline_now)}, now); }
  OfflineChecker checker(const std::vector<Bytes>& tokens, Time now) {
    const std::vector keys = {issuer_.key()};
    return {keys, HeldLists::read(tokens, keys, {std::string(OfflineIssuer::uri_of_list)}, now), memory_};
  }
  std::string code(Time device_time) { return phone_.code(issuer_.ticket(ticket_), device_time); }
  CodeFinding check(Time device_time, Time now) { return checker(now).check(code(device_time), now).value(); }
  std::string cause(Time device_time, Time now) { return check(device_time, now).cause; }

  OfflineIssuer issuer_ = OfflineIssuer::sm2();
  PhoneKey phone_ = PhoneKey::es256();
  OfflineTicket ticket_;
  StatusList list_{65536};
  MemoryOfProcess memory_;
};

TEST_F(OfflineCheckTest, AGoodCodeIsTrusted) {
  const auto finding = check(offline_now + 100s, offline_now + 110s);
  EXPECT_EQ(finding.verdict, CodeVerdict::trusted);
  EXPECT_EQ(finding.cause, "");
  EXPECT_EQ(finding.status, Status::valid);
  EXPECT_EQ(finding.status_as_of, offline_now);
  EXPECT_EQ(finding.status_until, offline_now + 24h);
}

TEST_F(OfflineCheckTest, ACodeCountsForAMinuteAndTheVerifiersClock) {
  const Time made = offline_now + 100s;
  EXPECT_EQ(cause(made, made - 31s), "OFFLINE_CODE_FUTURE");
  EXPECT_EQ(cause(made, made - 30s), "");
  EXPECT_EQ(cause(made, made + 60s), "");
  EXPECT_EQ(cause(made, made + 90s), "");
  EXPECT_EQ(cause(made, made + 91s), "OFFLINE_CODE_OLD");
}

// Ten minutes either way, and much more: the signed offset puts the phone's clock right.
TEST_F(OfflineCheckTest, AWrongClockOfThePhoneDoesNotTurnAGoodCodeRed) {
  for (const std::chrono::seconds offset : {-86400s, -600s, -31s, 0s, 600s, 86400s}) {
    ticket_.clock_offset = offset;
    const Time now = offline_now + 1h;
    EXPECT_EQ(cause(now - ticket_.clock_offset, now + 5s), "") << ticket_.clock_offset.count();
    EXPECT_EQ(cause(now - ticket_.clock_offset, now + 91s), "OFFLINE_CODE_OLD"); // and helps no old one
  }
}

TEST_F(OfflineCheckTest, AnOffsetBeyondADayIsNoTicket) {
  for (const std::chrono::seconds offset : {86401s, -86401s}) {
    ticket_.clock_offset = offset;
    EXPECT_EQ(cause(offline_now - offset, offline_now), "OFFLINE_CODE_MALFORMED");
  }
}

TEST_F(OfflineCheckTest, TheTicketHasItsTime) {
  const Time end = ticket_.expires_at;
  EXPECT_EQ(cause(end - 2s, end - 1s), "");
  EXPECT_EQ(cause(end - 2s, end), "OFFLINE_CODE_TICKET_TIME");
  EXPECT_EQ(cause(end, end - 1s), "OFFLINE_CODE_TICKET_TIME");
  EXPECT_EQ(cause(offline_now - 30s, offline_now), "");
  EXPECT_EQ(cause(offline_now - 31s, offline_now), "OFFLINE_CODE_TICKET_TIME");
  ticket_.expires_at = ticket_.issued_at + ticket_life + 1s; // whoever signed it
  EXPECT_EQ(cause(offline_now + 5s, offline_now + 5s), "OFFLINE_CODE_TICKET_TIME");
}

TEST_F(OfflineCheckTest, ARepeatIsCaughtAtOnce) {
  const std::string text = code(offline_now + 10s);
  const auto checker = this->checker(offline_now);
  EXPECT_EQ(checker.check(text, offline_now + 12s).value().verdict, CodeVerdict::trusted);
  const auto again = checker.check(text, offline_now + 20s).value();
  EXPECT_EQ(again.verdict, CodeVerdict::untrusted);
  EXPECT_EQ(again.cause, "OFFLINE_CODE_REPEATED");
  EXPECT_EQ(again.first_seen, offline_now + 12s);
}

TEST_F(OfflineCheckTest, OfAThousandRacesEachHasOneWinner) {
  const auto checker = this->checker(offline_now);
  for (int race = 0; race < 1000; ++race) {
    const Time made = offline_now + std::chrono::seconds(race);
    ticket_.id[0] = static_cast<std::uint8_t>(race);
    const std::string text = code(made);
    std::atomic<int> winners = 0;
    const auto run = [&] {
      if (checker.check(text, made).value().verdict == CodeVerdict::trusted) ++winners;
    };
    std::thread other(run);
    run();
    other.join();
    ASSERT_EQ(winners, 1);
  }
}

TEST_F(OfflineCheckTest, WhatTheListSaysCounts) {
  for (const Status status : {Status::invalid, Status::suspended, Status::replaced}) {
    put(status);
    const auto finding =
        check(offline_now + 1s, offline_now + 1s + std::chrono::seconds(static_cast<int>(status)));
    EXPECT_EQ(finding.verdict, CodeVerdict::untrusted);
    EXPECT_EQ(finding.cause, "OFFLINE_CODE_LICENSE");
    EXPECT_EQ(finding.status, status);
    ticket_.id[0]++;
  }
}

TEST_F(OfflineCheckTest, ATicketOfALicenseThatWasNotValidIsRefused) {
  ticket_.status = Status::suspended;
  EXPECT_EQ(cause(offline_now + 1s, offline_now + 1s), "OFFLINE_CODE_LICENSE");
}

TEST_F(OfflineCheckTest, WithoutAListNothingIsTrusted) {
  const auto finding = checker({}, offline_now).check(code(offline_now), offline_now).value();
  EXPECT_EQ(finding.verdict, CodeVerdict::undetermined);
  EXPECT_EQ(finding.cause, "OFFLINE_CODE_NO_LIST");
}

TEST_F(OfflineCheckTest, AListThatEndedLeavesTheQuestionOpen) {
  const Time later = offline_now + 24h;
  ticket_ = test::offline_ticket(phone_.device_key(), offline_now + 20h);
  const std::vector<Bytes> tokens = {issuer_.list_token(list_, offline_now)};
  const auto before = checker(tokens, later - 1s);
  EXPECT_EQ(before.check(code(later - 1s), later - 1s).value().verdict, CodeVerdict::trusted);
  const auto ended = before.check(code(later), later).value(); // it ended while it was held
  EXPECT_EQ(ended.verdict, CodeVerdict::undetermined);
  EXPECT_EQ(ended.cause, "OFFLINE_CODE_LIST_OLD");
  const auto read_late = checker(tokens, later).check(code(later + 1s), later + 1s).value();
  EXPECT_EQ(read_late.verdict, CodeVerdict::undetermined);
  EXPECT_EQ(read_late.cause, "OFFLINE_CODE_NO_LIST");
  EXPECT_EQ(read_late.detail, "STATUS_TOKEN_TIME");
}

TEST_F(OfflineCheckTest, AListOfAnotherNumberOrIssuerSaysNothing) {
  const auto other = OfflineIssuer::sm2();
  const std::string other_uri = "https://licenses.example/v1/status-lists/1";
  const std::vector<Bytes> tokens = {issuer_.list_token(list_, offline_now, other_uri),
                                     other.list_token(list_, offline_now)};
  const std::vector keys = {issuer_.key(), other.key()};
  const auto lists =
      HeldLists::read(tokens, keys, {std::string(OfflineIssuer::uri_of_list), other_uri}, offline_now);
  EXPECT_FALSE(lists.trouble());
  const OfflineChecker checker(keys, lists, memory_);
  EXPECT_EQ(checker.check(code(offline_now), offline_now).value().cause, "OFFLINE_CODE_NO_LIST");
}

TEST_F(OfflineCheckTest, AListThatIsNoneIsTold) {
  const auto lists = HeldLists::read({Bytes{1, 2, 3}}, {issuer_.key()},
                                     {std::string(OfflineIssuer::uri_of_list)}, offline_now);
  EXPECT_TRUE(lists.trouble());
  const auto foreign = HeldLists::read({OfflineIssuer::sm2().list_token(list_, offline_now)}, {issuer_.key()},
                                       {std::string(OfflineIssuer::uri_of_list)}, offline_now);
  EXPECT_EQ(foreign.trouble()->code, "STATUS_TOKEN_KEY");
}

TEST_F(OfflineCheckTest, TheNewerOfTwoListsCounts) {
  StatusList newer = list_;
  newer.set(ticket_.index, Status::invalid);
  const auto checker =
      this->checker({issuer_.list_token(newer, offline_now + 60s), issuer_.list_token(list_, offline_now)},
                    offline_now + 60s);
  EXPECT_EQ(checker.check(code(offline_now + 60s), offline_now + 60s).value().cause, "OFFLINE_CODE_LICENSE");
}

TEST_F(OfflineCheckTest, APlaceBeyondTheListIsNotValid) {
  ticket_.index = list_.size();
  const auto finding = check(offline_now, offline_now);
  EXPECT_EQ(finding.verdict, CodeVerdict::undetermined);
  EXPECT_EQ(finding.detail, "STATUS_RANGE");
}

} // namespace
} // namespace elicense::show
