// SPDX-License-Identifier: Apache-2.0
// What the status lists say of mandates, out of the store.
#include "tests/show/show_house.hpp"

namespace elicense::show {
namespace {

using status::Status;

class MandateStatus : public ShowHouse {
 protected:
  Mandate given(const std::string& key = "mandate-1") {
    return desk->mandates().give(wanted_mandate(), key).value();
  }
  Status status_of(const Mandate& mandate, Time at) const {
    const auto found = store->status_source()->exceptions(mandate.status_number, 1, at).value();
    return found.empty() ? Status::valid : found[0].status;
  }
  void scan_under(const Mandate& mandate, const std::string& key) {
    const auto shown = desk->sessions().open({.shower = li, .licenses = {}, .mandate = mandate.id}).value();
    ASSERT_THAT(desk->scans().scan(asking(shown.code, key)), succeeds());
  }
};

TEST_F(MandateStatus, ARevokedOneIsInvalidFromThenOn) {
  const Mandate mandate = given();
  EXPECT_EQ(mandate.status_number, 7U);
  EXPECT_EQ(desk->kept().mandate(mandate.id)->status_number, 7U);
  EXPECT_EQ(store->status_source()->count().value(), 8U);
  EXPECT_EQ(status_of(mandate, now()), Status::valid);
  moved += 60;
  desk->mandates().revoke(mandate.id).value();
  EXPECT_EQ(status_of(mandate, now()), Status::invalid);
  EXPECT_EQ(status_of(mandate, now() - std::chrono::seconds(1)), Status::valid);
}

TEST_F(MandateStatus, AUsedUpOneIsInvalidFromItsLastScanOn) {
  const Mandate mandate = given(); // for two scans
  scan_under(mandate, "one");
  EXPECT_EQ(status_of(mandate, now()), Status::valid);
  moved += 60;
  scan_under(mandate, "two");
  EXPECT_EQ(status_of(mandate, now()), Status::invalid);
  EXPECT_EQ(status_of(mandate, now() - std::chrono::seconds(1)), Status::valid);
}

TEST_F(MandateStatus, ALostPaperIsInvalid) {
  const PaperCode first = desk->mandates().make_paper(wanted_mandate(), "p").value(),
                  second = desk->mandates().make_paper(wanted_mandate(), "q").value();
  EXPECT_EQ(status_of(first.mandate, now()), Status::valid);
  desk->mandates().lose_papers(zhang).value();
  for (const PaperCode& lost : {first, second})
    EXPECT_EQ(status_of(lost.mandate, now()), Status::invalid);
}

TEST_F(MandateStatus, ItsDatesItSaysItself) {
  Mandate later = wanted_mandate();
  later.from = now() + std::chrono::hours(1);
  const Mandate mandate = desk->mandates().give(later, "later").value();
  EXPECT_EQ(status_of(mandate, now()), Status::valid);
  moved += 31 * 24 * 3600;
  EXPECT_EQ(mandate.state_at(now()), MandateState::expired);
  EXPECT_EQ(status_of(mandate, now()), Status::valid);
}

TEST_F(MandateStatus, OnlyTheNumbersAskedForAreTold) {
  const Mandate first = given(), second = given("mandate-2");
  for (const Mandate& one : {first, second})
    desk->mandates().revoke(one.id).value();
  const auto source = store->status_source();
  EXPECT_EQ(source->exceptions(0, first.status_number, now())->size(), 0U);
  EXPECT_EQ(source->exceptions(0, second.status_number, now())->size(), 1U);
  EXPECT_EQ(source->exceptions(0, second.status_number + 1, now())->size(), 2U);
}

TEST_F(MandateStatus, ARepeatedRequestKeepsItsPlace) {
  const Mandate first = given();
  EXPECT_EQ(given().status_number, first.status_number);
}

TEST_F(MandateStatus, NoPlaceIsHadByTwo) {
  const Mandate first = given();
  next_status_number = first.status_number;
  EXPECT_THROW(given("mandate-2"), store::SqliteFailure);
}

TEST_F(MandateStatus, AnEditedPlaceDoesNotOpen) {
  const Mandate mandate = given();
  edit("DROP TRIGGER mandates_stay_as_given; UPDATE mandates SET status_number = 3");
  EXPECT_THAT(desk->kept().mandate(mandate.id), fails_with("STORE_SEALED_FIELD"));
}

TEST_F(MandateStatus, ARevokedOneIsKeptUntilItsEnd) {
  const Mandate mandate = given(); // for 30 days
  desk->mandates().revoke(mandate.id).value();
  privacy::RetentionRules rules;
  rules.scans = std::chrono::days(1);
  moved += 29 * 24 * 3600;
  EXPECT_EQ(store->retention()->erase(rules, now(), 100, test::test_blinder())->scans, 0);
  EXPECT_EQ(status_of(mandate, now()), Status::invalid);
  moved += 3 * 24 * 3600;
  EXPECT_EQ(store->retention()->erase(rules, now(), 100, test::test_blinder())->scans, 1);
}

} // namespace
} // namespace elicense::show
