// SPDX-License-Identifier: Apache-2.0
#include "show/offline_leaves.hpp"
#include "tests/store/sealed_house.hpp"
#include "tests/support/offline_phone.hpp"

namespace elicense::store {
namespace {

using show::Device;
using show::Sighting;
using show::SightingResult;
using std::chrono::seconds;
using test::fails_with;
using test::PhoneKey;
using test::succeeds;

class SqliteOfflineTest : public SealedHouse {
 protected:
  Device device(const license::Holder& holder, const PhoneKey& phone = PhoneKey::es256()) const {
    return {phone.device_key().id(), {"", holder.code_type, holder.code}, phone.spki(), now};
  }
  Result<Device> add(const Device& device) const {
    return offline->add_device(device, device_leaf(device, "added", blinder, now));
  }
  Result<void> remove(const license::Holder& holder, const Device& device) const {
    return offline->remove_device(holder, device.id, device_leaf(device, "removed", blinder, now));
  }
  Result<void> give_ticket(const std::string& id, const Device& device) const {
    const show::IssuedTicket ticket{id, "identifier-A", device.id, now, now + show::ticket_life};
    return offline->record_ticket(ticket, ticket_leaf(ticket, zhang, document, blinder));
  }
  std::vector<show::ReconciledSighting> report(const std::string& by,
                                               const std::vector<Sighting>& seen) const {
    return offline
        ->record_sightings(
            by, seen, [&](std::size_t replayed) { return sighting_leaves(by, seen, replayed, blinder, now); })
        .value();
  }
  Device with_ticket() const {
    issue(license("A", zhang, "2026-01-29"));
    const Device made = add(device(zhang)).value();
    EXPECT_THAT(give_ticket("0102030405060708", made), succeeds());
    return made;
  }
  Sighting seen(const std::string& code, int after) const {
    return {code, "0102030405060708", now + seconds(after)};
  }
  std::unique_ptr<show::OfflineRegister> offline = licenses->offline();
};

TEST_F(SqliteOfflineTest, KeepsThePhonesOfEachHolder) {
  const Device first = device(zhang), second = device(zhang, PhoneKey::sm2()), others = device(li);
  for (const Device& each : {first, second, others})
    ASSERT_THAT(add(each), succeeds());
  const auto kept = offline->devices_of(zhang).value();
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_EQ(kept[0].id, first.id);
  EXPECT_EQ(kept[0].spki, first.spki);
  EXPECT_EQ(kept[0].holder.code, zhang.code);
  EXPECT_EQ(kept[0].added_at, now);
  EXPECT_EQ(kept[1].id, second.id);
  EXPECT_EQ(count("ledger_entries"), 3);
  EXPECT_EQ(count("device_keys WHERE instr(sealed, '" + zhang.code + "') > 0"), 0);
}

TEST_F(SqliteOfflineTest, TheSameKeyAgainIsAsItWasAndAnothersIsRefused) {
  Device first = device(zhang);
  ASSERT_THAT(add(first), succeeds());
  first.added_at += seconds(60);
  EXPECT_EQ(add(first)->added_at, now);
  EXPECT_EQ(count("ledger_entries"), 1);
  first.holder.code = li.code;
  EXPECT_THAT(add(first), fails_with("DEVICE_KEY_TAKEN"));
}

TEST_F(SqliteOfflineTest, AHolderHasSoManyPhonesAtATime) {
  const Device first = device(zhang);
  ASSERT_THAT(add(first), succeeds());
  for (std::size_t i = 1; i < show::max_devices; ++i)
    ASSERT_THAT(add(device(zhang)), succeeds());
  EXPECT_THAT(add(device(zhang)), fails_with("DEVICE_KEY_LIMIT"));
  EXPECT_THAT(add(device(li)), succeeds());
  ASSERT_THAT(remove(zhang, first), succeeds());
  EXPECT_THAT(add(device(zhang)), succeeds());
}

TEST_F(SqliteOfflineTest, OnlyItsHolderRemovesAPhoneAndOnce) {
  const Device first = device(zhang);
  ASSERT_THAT(add(first), succeeds());
  EXPECT_THAT(remove(li, first), fails_with("DEVICE_KEY_NOT_FOUND"));
  EXPECT_THAT(remove(zhang, first), succeeds());
  EXPECT_THAT(remove(zhang, first), fails_with("DEVICE_KEY_NOT_FOUND"));
  EXPECT_EQ(count("ledger_entries"), 2);
  EXPECT_TRUE(offline->devices_of(zhang)->empty());
  EXPECT_THAT(add(first), succeeds()); // and may come back
}

TEST_F(SqliteOfflineTest, ATicketNeedsAPhoneThatIsStillThere) {
  const Device phone = with_ticket();
  EXPECT_EQ(count("offline_tickets"), 1);
  ASSERT_THAT(remove(zhang, phone), succeeds());
  EXPECT_THAT(give_ticket("aa02030405060708", phone), fails_with("DEVICE_KEY_NOT_FOUND"));
  EXPECT_EQ(count("offline_tickets"), 1);
}

TEST_F(SqliteOfflineTest, ReplaysAreFoundWhereverTheyWereSeen) {
  with_ticket();
  const auto first = report("clerk-1", {seen("aa", 5), seen("bb", 40)});
  EXPECT_EQ(first[0].result, SightingResult::recorded);
  EXPECT_TRUE(first[0].seen_elsewhere.empty());
  const auto second = report("clerk-2", {seen("aa", 9), seen("cc", 60)});
  EXPECT_EQ(second[0].result, SightingResult::recorded);
  EXPECT_EQ(second[0].seen_elsewhere, (std::vector{now + seconds(5)}));
  EXPECT_TRUE(second[1].seen_elsewhere.empty());
  // whoever told first learns of it by telling again
  const auto again = report("clerk-1", {seen("aa", 5)});
  EXPECT_EQ(again[0].result, SightingResult::known);
  EXPECT_EQ(again[0].seen_elsewhere, (std::vector{now + seconds(9)}));
  EXPECT_EQ(count("offline_sightings"), 4);
  EXPECT_EQ(count("offline_sightings WHERE instr(sealed, 'clerk') > 0"), 0);
}

TEST_F(SqliteOfflineTest, ACodeTwiceInOneUploadWasSeenTwiceUnlessAtOneTime) {
  with_ticket();
  const auto results = report("clerk-1", {seen("aa", 5), seen("aa", 5), seen("aa", 7)});
  EXPECT_EQ(results[0].result, SightingResult::recorded);
  EXPECT_EQ(results[1].result, SightingResult::known);
  EXPECT_EQ(results[2].result, SightingResult::recorded);
  EXPECT_EQ(results[2].seen_elsewhere.front(), now + seconds(5));
  EXPECT_EQ(count("offline_sightings"), 2);
}

TEST_F(SqliteOfflineTest, OfATicketThatWasNeverIssuedNothingIsKept) {
  const auto results = report("clerk-1", {seen("aa", 5)});
  EXPECT_EQ(results[0].result, SightingResult::unknown_ticket);
  EXPECT_EQ(count("offline_sightings"), 0);
}

TEST_F(SqliteOfflineTest, TellsSoManyOtherSights) {
  with_ticket();
  std::vector<Sighting> many;
  for (int i = 0; i < 30; ++i)
    many.push_back(seen("aa", i));
  report("clerk-1", many);
  EXPECT_LE(report("clerk-2", {seen("aa", 99)})[0].seen_elsewhere.size(), show::max_seen_elsewhere + 1);
}

TEST_F(SqliteOfflineTest, TicketsAndSightingsGoWithTheirLicense) {
  with_ticket();
  report("clerk-1", {seen("aa", 5)});
  const privacy::RetentionRules rules{
      .ended_licenses = std::chrono::days(30), .voided_plans = {}, .accesses = {}};
  ASSERT_EQ(licenses->retention()->erase(rules, now, 10, blinder)->licenses, 1);
  EXPECT_EQ(count("offline_tickets"), 0);
  EXPECT_EQ(count("offline_sightings"), 0);
}

TEST_F(SqliteOfflineTest, PhonesAreFoundUnderNewKeys) {
  const Device phone = with_ticket();
  report("clerk-1", {seen("aa", 5)});
  const auto rotation = licenses->key_rotation();
  ASSERT_THAT(rotation->begin(now, blinder), succeeds());
  while (rotation->go_on(5, now, blinder).value().left > 0) {
  }
  ASSERT_THAT(rotation->renew_index(now, blinder, [](std::int64_t, std::int64_t) {}), succeeds());
  ASSERT_EQ(offline->devices_of(zhang)->size(), 1U);
  EXPECT_EQ(offline->devices_of(zhang)->front().spki, phone.spki);
  EXPECT_EQ(report("clerk-1", {seen("aa", 5)})[0].result, SightingResult::known);
}

} // namespace
} // namespace elicense::store
