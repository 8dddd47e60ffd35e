// SPDX-License-Identifier: Apache-2.0
// From a phone's first day to the verifier's verdict.
#include "show/offline_check.hpp"
#include "show/offline_desk.hpp"
#include "tests/support/memory_offline.hpp"
#include "tests/support/offline_phone.hpp"
#include "tests/support/pki.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::show {
namespace {

using namespace std::chrono_literals;
using test::fails_with;
using test::PhoneKey;
using test::succeeds;

class OneLicense final : public status::Source {
 public:
  Result<std::uint64_t> count() override { return 1U; }
  Result<std::uint64_t> number_of(std::string_view) override { return 0U; }
  Result<std::vector<status::Numbered>> exceptions(std::uint64_t, std::size_t, Time) override {
    if (is_valid) return std::vector<status::Numbered>();
    return std::vector<status::Numbered>{{0U, status::Status::suspended}};
  }
  bool is_valid = true;
};

class OfflineDeskTest : public testing::Test {
 protected:
  OfflineDeskTest() {
    license_.identifier = "1.2.156.3005.2.x";
    license_.type_name = "居民身份证";
    license_.holder = holder_;
    license_.registered_state = license::State::valid;
  }
  Bytes proof(const PhoneKey& phone, const license::Holder& holder) const {
    return phone.sign(as_bytes(std::string(proof_prefix) + desk_.challenge(holder))).value();
  }
  Result<Device> add(const PhoneKey& phone) const {
    return desk_.add_device(holder_, phone.spki(), proof(phone, holder_));
  }
  TicketRequest request(const std::string& device) const { return {device, now_, {"holder_name"}}; }

  Time now_ = test::offline_now;
  Clock clock_ = [this] { return now_; };
  test::MemoryOffline kept_;
  license::TypeCatalogue types_;
  OneLicense numbered_;
  std::shared_ptr<const crypto::Signer> signer_ = test::new_key();
  ledger::Blinder blinder_{crypto::SecretBytes(ledger::min_blinding_key_size)};
  status::Publisher lists_{{.source = numbered_,
                            .places = status::Places(crypto::SecretBytes(Bytes(32, 7))),
                            .signer = status::sm2_pair(signer_).signer,
                            .base = "https://test.example/v1/status-lists",
                            .record = [](std::uint64_t, ByteView) -> Result<void> { return {}; },
                            .clock = clock_}};
  OfflineDesk desk_{{.kept = kept_,
                     .types = types_,
                     .lists = lists_,
                     .signer = status::sm2_pair(signer_).signer,
                     .key = status::sm2_pair(signer_).key.key,
                     .blinder = blinder_,
                     .clock = clock_,
                     .random = crypto::system_random}};
  license::Holder holder_{"张三丰", "111", "640104199001010039"}, other_{"", "111", "640104198001010038"};
  license::License license_;
  PhoneKey phone_ = PhoneKey::es256();
};

TEST_F(OfflineDeskTest, APhoneIsRegisteredByItsProof) {
  for (const PhoneKey& phone : {PhoneKey::es256(), PhoneKey::sm2()}) {
    const auto device = add(phone);
    ASSERT_THAT(device, succeeds());
    EXPECT_EQ(device->id, phone.device_key().id());
    EXPECT_EQ(device->added_at, now_);
    EXPECT_EQ(kept_.leaves.back().kind, ledger::EntryKind::key_changed);
    EXPECT_EQ(kept_.leaves.back().word, "added");
  }
  EXPECT_EQ(desk_.devices_of(holder_)->size(), 2U);
}

TEST_F(OfflineDeskTest, AProofIsOfThisKeyThisHolderAndThisTime) {
  const Bytes good = proof(phone_, holder_);
  EXPECT_THAT(desk_.add_device(other_, phone_.spki(), good), fails_with("DEVICE_KEY_PROOF"));
  EXPECT_THAT(desk_.add_device(holder_, PhoneKey::es256().spki(), good), fails_with("DEVICE_KEY_PROOF"));
  EXPECT_THAT(desk_.add_device(holder_, phone_.spki(), {}), fails_with("DEVICE_KEY_PROOF"));
  EXPECT_THAT(desk_.add_device(holder_, {}, good), fails_with("DEVICE_KEY"));
  now_ += 5min;
  EXPECT_THAT(desk_.add_device(holder_, phone_.spki(), good), succeeds());
  now_ += 5min;
  EXPECT_THAT(desk_.add_device(holder_, phone_.spki(), good), fails_with("DEVICE_KEY_PROOF"));
}

TEST_F(OfflineDeskTest, ATicketMakesACodeThatIsTrusted) {
  const auto device = add(phone_).value();
  const auto made = desk_.issue(license_, holder_, request(device.id)).value();
  EXPECT_EQ(kept_.tickets.back().license, license_.identifier);
  EXPECT_EQ(kept_.leaves.back().kind, ledger::EntryKind::license_shown);
  EXPECT_EQ(kept_.leaves.back().digests.front().value, crypto::sm3(made.bytes));
  const auto key = status::sm2_pair(signer_).key.key;
  const std::vector<status::ListKey> keys = {key};
  const auto lists = HeldLists::read({lists_.current(0, status::Form::jwt).value()}, keys,
                                     {"https://test.example/v1/status-lists/0"}, now_);
  MemoryOfProcess memory;
  const auto finding =
      OfflineChecker(keys, lists, memory).check(phone_.code(made.bytes, now_ + 5s), now_ + 6s).value();
  EXPECT_EQ(finding.verdict, CodeVerdict::trusted) << finding.cause;
  EXPECT_EQ(finding.code->ticket.summary[1].value, "张**");
}

TEST_F(OfflineDeskTest, ChecksACodeByTheListOfNow) {
  const auto device = add(phone_).value();
  const auto made = desk_.issue(license_, holder_, request(device.id)).value();
  const std::string code = phone_.code(made.bytes, now_);
  const auto finding = desk_.check(code).value();
  EXPECT_EQ(finding.verdict, CodeVerdict::trusted) << finding.cause;
  EXPECT_EQ(finding.status, status::Status::valid);
  const auto again = desk_.check(code).value();
  EXPECT_EQ(again.cause, "OFFLINE_CODE_REPEATED");
  EXPECT_EQ(again.first_seen, now_);
  EXPECT_EQ(desk_.check(phone_.code(made.bytes, now_ + 1s))->verdict, CodeVerdict::trusted) << "the next one";
  EXPECT_EQ(desk_.check(phone_.code(made.bytes, now_ - 91s))->cause, "OFFLINE_CODE_OLD");
  EXPECT_EQ(desk_.check("https://test.example/s/x")->cause, "OFFLINE_CODE_TEXT");
  numbered_.is_valid = false;
  now_ += status::made_anew_after + 1s;
  EXPECT_EQ(desk_.check(phone_.code(made.bytes, now_))->cause, "OFFLINE_CODE_LICENSE");
}

TEST_F(OfflineDeskTest, ACodeThatIsForgottenIsRefusedByItsAge) {
  const auto device = add(phone_).value();
  const auto made = desk_.issue(license_, holder_, request(device.id)).value();
  const std::string early = phone_.code(made.bytes, now_ + clock_tolerance); // by a phone that is ahead
  EXPECT_EQ(desk_.check(early)->verdict, CodeVerdict::trusted);
  now_ += code_remembered;
  EXPECT_EQ(desk_.check(early)->cause, "OFFLINE_CODE_REPEATED");
  now_ += 1s;
  EXPECT_EQ(desk_.check(early)->cause, "OFFLINE_CODE_OLD");
}

TEST_F(OfflineDeskTest, TheClockOfThePhoneIsPutRight) {
  const auto device = add(phone_).value();
  for (const std::chrono::seconds wrong : {-86400s, -600s, 0s, 600s, 86400s}) {
    auto asked = request(device.id);
    asked.device_time = now_ + wrong;
    EXPECT_EQ(desk_.issue(license_, holder_, asked)->ticket.clock_offset, -wrong);
  }
  for (const std::chrono::seconds wrong : {-86401s, 86401s}) {
    auto asked = request(device.id);
    asked.device_time = now_ + wrong;
    EXPECT_THAT(desk_.issue(license_, holder_, asked), fails_with("OFFLINE_CLOCK"));
  }
}

TEST_F(OfflineDeskTest, OnlyAValidLicenseOnAPhoneOfItsHolder) {
  const auto device = add(phone_).value();
  EXPECT_THAT(desk_.issue(license_, other_, request(device.id)), fails_with("DEVICE_KEY_NOT_FOUND"));
  EXPECT_THAT(desk_.issue(license_, holder_, request("none")), fails_with("DEVICE_KEY_NOT_FOUND"));
  license_.registered_state = license::State::suspended;
  EXPECT_THAT(desk_.issue(license_, holder_, request(device.id)), fails_with("OFFLINE_TICKET_STATE"));
  license_.registered_state = license::State::valid;
  ASSERT_THAT(desk_.remove_device(holder_, device.id), succeeds());
  EXPECT_EQ(kept_.leaves.back().word, "removed");
  EXPECT_THAT(desk_.issue(license_, holder_, request(device.id)), fails_with("DEVICE_KEY_NOT_FOUND"));
  EXPECT_THAT(desk_.remove_device(holder_, device.id), fails_with("DEVICE_KEY_NOT_FOUND"));
}

TEST_F(OfflineDeskTest, SightingsHaveTheirLimits) {
  const Sighting one{std::string(32, 'a'), std::string(16, 'b'), now_};
  EXPECT_THAT(desk_.reconcile("clerk", std::vector<Sighting>(max_sightings, one)), succeeds());
  EXPECT_EQ(kept_.leaves.back().kind, ledger::EntryKind::code_scanned);
  EXPECT_EQ(kept_.leaves.back().number, max_sightings);
  EXPECT_THAT(desk_.reconcile("clerk", std::vector<Sighting>(max_sightings + 1, one)),
              fails_with("OFFLINE_SIGHTINGS"));
  EXPECT_THAT(desk_.reconcile("clerk", {}), fails_with("OFFLINE_SIGHTINGS"));
  auto ahead = one;
  ahead.seen_at = now_ + clock_tolerance;
  EXPECT_THAT(desk_.reconcile("clerk", std::vector{ahead}), succeeds());
  ahead.seen_at += 1s;
  EXPECT_THAT(desk_.reconcile("clerk", std::vector{ahead}), fails_with("OFFLINE_SIGHTINGS"));
}

} // namespace
} // namespace elicense::show
