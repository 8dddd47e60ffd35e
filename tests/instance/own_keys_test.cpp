// SPDX-License-Identifier: Apache-2.0
#include "instance/own_keys.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/temporary_folder.hpp"

namespace elicense::instance {
namespace {

using test::fails_with;

class OwnKeys : public testing::Test {
 protected:
  static crypto::KeyStore made_in(const std::filesystem::path& folder) {
    crypto::KeyStore::create_key_file(folder / "wrapping.bin", crypto::system_random).value();
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
    return crypto::KeyStore::open_with_key_file(folder, folder / "wrapping.bin").value();
  }
  static Config of(Profile profile) {
    Config config;
    config.profile = profile;
    return config;
  }
  test::TemporaryFolder folder;
  const crypto::KeyStore keys = made_in(folder.path());
};

TEST_F(OwnKeys, AreMadeOnce) {
  const Config config = of(Profile::production);
  const auto first = own_signer(config, keys, "a").value(), again = own_signer(config, keys, "a").value();
  EXPECT_EQ(first->public_key().point(), again->public_key().point());
  const auto secret = own_secret(config, keys, "b").value(), same = own_secret(config, keys, "b").value();
  EXPECT_TRUE(equal(secret.view(), same.view()));
  EXPECT_EQ(secret.size(), crypto::stored_secret_size);
  const auto p256 = own_p256_key(config, keys, "c").value(), kept = own_p256_key(config, keys, "c").value();
  EXPECT_TRUE(equal(p256.view(), kept.view()));
}

TEST_F(OwnKeys, AreMarkedByTheProfileTheyWereMadeIn) {
  own_signer(of(Profile::dev), keys, "signer").value();
  own_secret(of(Profile::dev), keys, "secret").value();
  own_p256_key(of(Profile::dev), keys, "p256").value();
  own_signer(of(Profile::production), keys, "production").value();
  auto elsewhere =
      crypto::KeyStore::open_with_key_file(folder.path(), folder.path() / "wrapping.bin").value();
  EXPECT_EQ(elsewhere.refuse_development_keys().error().detail, "p256, secret, signer");
  EXPECT_THAT(own_signer(of(Profile::production), elsewhere, "signer"), fails_with("KEY_DEVELOPMENT"));
  EXPECT_THAT(own_secret(of(Profile::production), elsewhere, "secret"), fails_with("KEY_DEVELOPMENT"));
  EXPECT_THAT(own_p256_key(of(Profile::production), elsewhere, "p256"), fails_with("KEY_DEVELOPMENT"));
}

} // namespace
} // namespace elicense::instance
