// SPDX-License-Identifier: Apache-2.0
// Reading elicense.toml: what it says is used, what it says wrongly is refused with its line.
#include "instance/config.hpp"
#include "instance/files.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

namespace elicense::instance {
namespace {

using test::fails_with;
using test::succeeds;

constexpr std::string_view sound = R"(profile = "dev"
[listen]
port = 9443
public_url = "https://licenses.example"
[authority]
code = "11640000MB999999XM"
name = "示例局"
seal = "1"
)";

class ConfigTest : public ::testing::Test {
 protected:
  Result<Config> read(std::string_view text) {
    EXPECT_THAT(write_file(folder.path() / "elicense.toml", as_bytes(text)), succeeds());
    return read_config(folder.path());
  }
  Result<Config> read_changed(std::string_view from, std::string_view to) {
    std::string text(sound);
    text.replace(text.find(from), from.size(), to);
    return read(text);
  }
  test::TemporaryFolder folder;
};

TEST_F(ConfigTest, SaysWhatTheFileSaysAndKeepsDefaults) {
  const auto config = read(sound);
  ASSERT_THAT(config, succeeds());
  EXPECT_EQ(config->profile, Profile::dev);
  EXPECT_EQ(config->port, 9443);
  EXPECT_EQ(config->address, "127.0.0.1");
  EXPECT_EQ(config->verification_url(), "https://licenses.example/v/");
  EXPECT_FALSE(config->key_passphrase);
  EXPECT_TRUE(config->license_types.empty());
}

TEST_F(ConfigTest, AddressFitsIntoAQrCodeOfAFace) {
  const std::string before = "https://licenses.example",
                    longest = before + std::string(127 - before.size(), 'x');
  EXPECT_THAT(read_changed(before, longest), succeeds());
  EXPECT_THAT(read_changed(before, longest + "x"), fails_with("CONFIG_INVALID"));
}

TEST_F(ConfigTest, RetentionIsInDaysAndForEverWithoutALine) {
  const auto rules = [&](const std::string& lines) {
    return read(std::string(sound) + "[retention]\n" + lines);
  };
  const auto some = rules("ended_licenses = 3650\naccesses = 1\nimport_rows = 36500\n");
  ASSERT_THAT(some, succeeds());
  EXPECT_EQ(some->retention.ended_licenses, std::chrono::days(3650));
  EXPECT_EQ(some->retention.accesses, std::chrono::days(1));
  EXPECT_EQ(some->retention.import_rows, std::chrono::days(36'500));
  EXPECT_EQ(some->retention.voided_plans, std::nullopt);
  EXPECT_THAT(rules("voided_plans = 36500\n"), succeeds());
  for (const char* const wrong : {"voided_plans = 0", "accesses = -1", "ended_licenses = 36501",
                                  "accesses = \"1\"", "ended_license = 1", "import_rows = 0"})
    EXPECT_THAT(rules(wrong), fails_with("CONFIG_INVALID")) << wrong;
}

TEST_F(ConfigTest, SaysWhomToReachAndWhoLetsPersonsIn) {
  const auto config = read_changed("[listen]", R"([outgoing]
authorities = "trust/partners.pem"
inner_hosts = ["a.test", "10.0.0.1"]
[login]
issuer = "https://idp.test"
client_id = "us"
secret_file = "keys/login.secret"
code_claim = "id_number"
[listen])");
  ASSERT_THAT(config, succeeds());
  EXPECT_EQ(config->outgoing_authorities, folder.path() / "trust/partners.pem");
  EXPECT_EQ(config->inner_hosts, (std::vector<std::string>{"a.test", "10.0.0.1"}));
  EXPECT_EQ(config->login_issuer, "https://idp.test");
  EXPECT_EQ(config->login_client_id, "us");
  EXPECT_EQ(config->login_secret, folder.path() / "keys/login.secret");
  EXPECT_EQ(config->login_name_claim, "name");
  EXPECT_EQ(config->login_code_claim, "id_number");
}

TEST_F(ConfigTest, WhatInitWritesIsReadBack) {
  Config written;
  written.folder = folder.path();
  written.profile = Profile::dev;
  written.public_url = "https://127.0.0.1:8443";
  written.authority_code = "c";
  written.authority_name = "名";
  written.authority_seal = "s";
  const auto config = read(config_text(written));
  ASSERT_THAT(config, succeeds());
  EXPECT_EQ(config_text(*config), config_text(written));
}

TEST_F(ConfigTest, AMissingFileIsNamed) {
  EXPECT_THAT(read_config(folder.path()), fails_with("CONFIG_MISSING"));
}

TEST_F(ConfigTest, EveryWrongSettingIsRefused) {
  const std::pair<std::string_view, std::string_view> changes[] = {
      {"port = 9443", "prot = 9443"},
      {"port = 9443", "port = \"9443\""},
      {"port = 9443", "port = 65536"},
      {"port = 9443", "port = -1"},
      {"port = 9443", "workers = 0"},
      {"port = 9443", "workers = 257"},
      {"profile = \"dev\"", "profile = \"test\""},
      {"profile = \"dev\"", ""},
      {"seal = \"1\"", ""},
      {"name = \"示例局\"", ""},
      {"code = \"11640000MB999999XM\"", ""},
      {"public_url = \"https://licenses.example\"", ""},
      {"[listen]", "beyond = true\n[listen]"},
      {"port = 9443", "port = 9443\nbeyond_loopback = 1"},
      {"[listen]", "[limits]\nclient_per_minute = -1\n[listen]"},
      {"[listen]", "[limits]\nclient_per_minute = 1000000001\n[listen]"},
      {"[listen]", "[limits]\nclient_per_hour = 1\n[listen]"},
      {"[listen]", "[outgoing]\ninner_hosts = \"a\"\n[listen]"},
      {"[listen]", "[outgoing]\ninner_hosts = [1]\n[listen]"},
      {"[listen]", "[outgoing]\nauthorities = 1\n[listen]"},
      {"[listen]", "[login]\nissuer = \"https://idp.test\"\n[listen]"},
      {"[listen]", "[login]\nissuer = 1\n[listen]"},
      {"[listen]", "[listen"},
      {"[listen]", "[extra]\na = 1\n[listen]"}};
  for (const auto& [from, to] : changes)
    EXPECT_THAT(read_changed(from, to), fails_with("CONFIG_INVALID")) << to;
}

TEST_F(ConfigTest, TheEndsOfTheRangesAreAccepted) {
  for (const auto* good : {"port = 0", "port = 65535", "workers = 1", "workers = 256"})
    EXPECT_THAT(read_changed("port = 9443", good), succeeds()) << good;
}

TEST_F(ConfigTest, LimitsAreReadAndMayBeNone) {
  const auto config =
      read_changed("[listen]", "[limits]\nclient_per_minute = 0\nclient_per_day = 1000000000\n[listen]");
  ASSERT_THAT(config, succeeds());
  EXPECT_EQ(config->limits.client_per_minute, 0U);
  EXPECT_EQ(config->limits.client_per_day, 1'000'000'000U);
  EXPECT_EQ(config->limits.peer_per_minute, access::LimitSettings().peer_per_minute);
}

TEST_F(ConfigTest, FacadesAreOffUnlessTheyAreNamed) {
  const auto usual = read_changed("port = 9443", "port = 9443");
  EXPECT_FALSE(usual->license_app || usual->sharing || usual->facade_secrets_in_query);
  const auto on = read_changed(
      "[listen]", "[facades]\nlicense_app = true\nsharing = true\nsecrets_in_query = true\n[listen]");
  ASSERT_THAT(on, succeeds());
  EXPECT_TRUE(on->license_app && on->sharing && on->facade_secrets_in_query);
  EXPECT_THAT(read_changed("[listen]", "[facades]\nlicense_app = 1\n[listen]"), fails_with("CONFIG_INVALID"));
}

TEST_F(ConfigTest, AnErrorNamesItsLine) {
  const auto config = read_changed("port = 9443", "port = true");
  ASSERT_FALSE(config);
  EXPECT_NE(config.error().detail.find(":3:"), std::string::npos) << config.error().detail;
}

} // namespace
} // namespace elicense::instance
