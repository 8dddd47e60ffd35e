// SPDX-License-Identifier: Apache-2.0
// Another master secret, and a crash after each step of it: what is stored is read, by the service and by an
// audit, and a repeat ends it.
#include "instance/audit.hpp"
#include "instance/store_secret.hpp"
#include "tests/instance/development_house.hpp"
#include "tests/support/files.hpp"

namespace elicense::instance {
namespace {

using test::fails_with;
using test::succeeds;
namespace fs = std::filesystem;

class StoreSecret : public DevelopmentHouse {
 protected:
  StoreSecret() {
    const auto instance = open().value();
    identifier = issue_example(*instance, *instance->types().all().front());
  }
  // The steps of renew_store_secret(), as far as the crash lets it.
  void renew_until(int step) const {
    const auto instance = open().value();
    const auto& keys = instance->keys();
    const crypto::SecretBytes next(Bytes(crypto::stored_secret_size, 9));
    if (step > 0) keys.put_secret("store-next", next, true, crypto::system_random).value();
    if (step > 1) instance->key_rotation().renew_master(next, system_time(), instance->blinder()).value();
    if (step > 2) keys.replace_secret("store", next, true, crypto::system_random).value();
  }
  void renew() const {
    const auto instance = open().value();
    ASSERT_THAT(renew_store_secret(instance->config(), instance->keys(), instance->key_rotation(),
                                   instance->blinder(), system_time()),
                succeeds());
  }
  Bytes secret() const {
    return to_bytes(open_keys(read_config(path()).value(), nobody)->get_secret("store")->view());
  }
  void expect_readable() const {
    const auto audited = audit(path(), nobody, std::nullopt);
    ASSERT_THAT(audited, succeeds());
    EXPECT_TRUE(audited->ledger.findings.empty());
    const auto instance = open().value();
    EXPECT_THAT(instance->licenses().document(identifier), succeeds());
    EXPECT_FALSE(fs::exists(path() / "keys" / "store-next.key"));
  }

  std::string identifier;
};

TEST_F(StoreSecret, IsAnotherOneAfterwards) {
  const Bytes before = secret();
  renew();
  EXPECT_NE(secret(), before);
  expect_readable();
  renew();
  expect_readable();
}

TEST_F(StoreSecret, TheOlderOneOpensNothing) {
  const Bytes before = test::read_file(path() / "keys" / "store.key");
  renew();
  test::write_file(path() / "keys" / "store.key", before);
  EXPECT_THAT(Instance::open(path(), nobody), fails_with("STORE_KEYS"));
}

TEST_F(StoreSecret, ACrashAfterEachStepLeavesItReadableAndARepeatEndsIt) {
  for (const int step : {0, 1, 2, 3}) {
    const Bytes before = secret();
    renew_until(step);
    expect_readable();
    EXPECT_EQ(secret() == before, step < 2 || before == Bytes(crypto::stored_secret_size, 9)) << step;
    renew();
    EXPECT_NE(secret(), before);
    expect_readable();
  }
}

TEST_F(StoreSecret, ANextOneThatFitsNothingHidesNoLostOne) {
  const auto keys = open_keys(read_config(path()).value(), nobody).value();
  const crypto::SecretBytes foreign(Bytes(crypto::stored_secret_size, 1));
  keys.put_secret("store-next", foreign, true, crypto::system_random).value();
  keys.replace_secret("store", foreign, true, crypto::system_random).value();
  EXPECT_THAT(Instance::open(path(), nobody), fails_with("STORE_KEYS"));
  EXPECT_THAT(audit(path(), nobody, std::nullopt), fails_with("STORE_KEYS"));
  EXPECT_TRUE(fs::exists(path() / "keys" / "store-next.key"));
}

} // namespace
} // namespace elicense::instance
