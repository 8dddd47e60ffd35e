// SPDX-License-Identifier: Apache-2.0
// Another key for status lists and events, and a crash after each step of it: the former one is told as long
// as something signed with it is believed, and only when the ledger says so.
#include "instance/audit.hpp"
#include "instance/signing_key_change.hpp"
#include "instance/status_lists.hpp"
#include "tests/instance/development_house.hpp"
#include "tests/support/files.hpp"

namespace elicense::instance {
namespace {

using test::fails_with;
using test::succeeds;
using testing::ElementsAre;
using testing::IsEmpty;
namespace fs = std::filesystem;

class SigningKeyChange : public DevelopmentHouse, public testing::WithParamInterface<const char*> {
 protected:
  SigningKeyChange() {
    if (GetParam() == std::string("status-es256"))
      test::write_file(path() / "elicense.toml",
                       as_bytes(std::string(as_text(test::read_file(path() / "elicense.toml"))) +
                                "\n[status]\nalgorithm = \"es256\"\n"));
    former = current();
  }
  static const SigningKey& key() {
    for (const SigningKey* one : {&status_key, &status_key_es256, &events_key})
      if (one->name == std::string(GetParam())) return *one;
    throw std::logic_error("no such key");
  }
  static Bytes current(Instance& instance) {
    if (key().name == events_key.name) return instance.notifications().keys().public_key().spki();
    return instance.status_lists().key().spki;
  }
  Bytes current() const { return current(*open().value()); }
  static std::vector<Bytes> told(Instance& instance, Time at = system_time()) {
    std::vector<Bytes> keys;
    for (const auto& one : former_public_keys(instance.key_house(), key(), at).value())
      keys.push_back(one.spki);
    return keys;
  }
  void replace(const std::string& reason = "") const {
    const auto instance = open().value();
    ASSERT_THAT(replace_signing_key(instance->key_house(), key(), reason, system_time()), succeeds());
  }
  // The first steps of replace_signing_key(), taken back to what a crash leaves.
  void replace_until(int step) const {
    const auto line = path() / "former-keys.txt", store = path() / "keys";
    const std::string name = GetParam(), file = name + ".key", next = name + "-next.key";
    const Bytes before = test::read_file(store / file);
    const auto database = path() / "store" / "elicense.db";
    if (step < 3) fs::copy_file(database, folder.path() / "before.db");
    replace();
    const Bytes after = wrapped_as_next();
    if (step < 3) fs::rename(folder.path() / "before.db", database);
    if (step < 2) fs::remove(line);
    if (step < 4) test::write_file(store / file, before);
    test::write_file(store / next, after);
    fs::permissions(store / next, fs::perms::owner_read | fs::perms::owner_write);
    if (step < 1) fs::remove(store / next);
  }
  Bytes wrapped_as_next() const {
    const auto keys = open_keys(read_config(path()).value(), nobody).value();
    const std::string next = std::string(GetParam()) + "-next";
    keys.put_pkcs8(next, keys.export_pkcs8(GetParam(), crypto::InsecurePrivateKeyAccess{}).value(), true,
                   crypto::system_random)
        .value();
    Bytes file = test::read_file(path() / "keys" / (next + ".key"));
    keys.remove(next).value();
    return file;
  }
  void expect_nothing_found() const {
    const auto audited = audit(path(), nobody, std::nullopt);
    ASSERT_THAT(audited, succeeds());
    for (const auto& finding : audited->ledger.findings)
      ADD_FAILURE() << finding.index << ' ' << finding.code << ' ' << finding.detail;
  }
  Bytes former;
};

TEST_P(SigningKeyChange, TheFormerKeyIsToldForADay) {
  replace();
  {
    const auto instance = open().value();
    EXPECT_NE(current(*instance), former);
    EXPECT_THAT(told(*instance), ElementsAre(former));
    EXPECT_THAT(told(*instance, system_time() + former_key_told - std::chrono::minutes(1)),
                ElementsAre(former));
    EXPECT_THAT(told(*instance, system_time() + former_key_told + std::chrono::minutes(1)), IsEmpty());
  }
  expect_nothing_found();
}

TEST_P(SigningKeyChange, IsToldWhereTheKeyIsFound) {
  replace();
  const auto instance = open().value();
  if (key().name == events_key.name) {
    ASSERT_EQ(instance->notifications().keys().former().size(), 1U);
    EXPECT_EQ(instance->notifications().keys().former()[0].spki, former);
  } else {
    ASSERT_EQ(instance->status_lists().former_keys().size(), 1U);
    EXPECT_EQ(instance->status_lists().former_keys()[0].key.spki, former);
  }
}

TEST_P(SigningKeyChange, AStolenKeyIsToldToNobody) {
  replace("stolen");
  const auto instance = open().value();
  EXPECT_NE(current(*instance), former);
  EXPECT_THAT(told(*instance), IsEmpty());
  const auto size = instance->book().size().value();
  const auto leaf = ledger::decode_entry(instance->book().entries(size - 1, 1)->front()).value();
  EXPECT_EQ(leaf.kind, ledger::EntryKind::override_used);
  EXPECT_EQ(leaf.word, key().override_word);
  EXPECT_EQ(leaf.digests.at(2).value, crypto::sm3(as_bytes("stolen")));
}

TEST_P(SigningKeyChange, EachOfSeveralIsTold) {
  replace();
  const Bytes second = current();
  replace();
  EXPECT_THAT(told(*open().value()), ElementsAre(former, second));
}

TEST_P(SigningKeyChange, ALineThatTheLedgerDoesNotNameTellsNothing) {
  const auto foreign = crypto::Sm2PrivateKey::generate().public_key().spki();
  replace();
  const auto file = path() / "former-keys.txt";
  const std::string honest(as_text(test::read_file(file)));
  const std::string leaf = honest.substr(0, honest.rfind(' '));
  test::write_file(file, as_bytes(leaf + " " + to_base64(foreign) + "\n"));
  EXPECT_THAT(told(*open().value()), IsEmpty());
  test::write_file(file, as_bytes(std::string(GetParam()) + " 0 " + to_base64(former) + "\n"));
  EXPECT_THAT(told(*open().value()), IsEmpty());
  test::write_file(file, as_bytes(std::string(GetParam()) + " 99999 " + to_base64(former) + "\n"));
  EXPECT_THAT(told(*open().value()), IsEmpty());
  for (const std::string& bad :
       {std::string("status\n"), honest + "\n", leaf + " ?\n", "status x AAAA\n" + honest}) {
    test::write_file(file, as_bytes(bad));
    EXPECT_THAT(open(), fails_with("INSTANCE_FOLDER")) << bad;
  }
}

TEST_P(SigningKeyChange, ACrashAfterEachStepIsEndedByTheNextOpeningOrARepeat) {
  for (const int step : {0, 1, 2, 3, 4}) {
    SCOPED_TRACE(step);
    const Bytes before = current();
    replace_until(step);
    const auto instance = open().value();
    EXPECT_EQ(instance->ended_change_of(GetParam()), step >= 3);
    EXPECT_EQ(current(*instance) != before, step >= 3);
    EXPECT_EQ(fs::exists(path() / "keys" / (std::string(GetParam()) + "-next.key")), step == 1 || step == 2);
    EXPECT_EQ(std::ranges::count(told(*instance), before), step >= 3 ? 1 : 0);
    if (step < 3) {
      EXPECT_THAT(replace_signing_key(instance->key_house(), key(), "", system_time()), succeeds());
    }
    EXPECT_EQ(std::ranges::count(told(*instance), before), 1);
  }
  expect_nothing_found();
}

INSTANTIATE_TEST_SUITE_P(Each, SigningKeyChange, testing::Values("status", "status-es256", "notify"));

} // namespace
} // namespace elicense::instance
