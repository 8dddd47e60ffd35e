// SPDX-License-Identifier: Apache-2.0
// What init makes, opened again: it works under dev and is refused under production.
#include "crypto/chain.hpp"
#include "instance/audit.hpp"
#include "instance/files.hpp"
#include "tests/instance/development_house.hpp"
#include <set>

namespace elicense::instance {
namespace {

using test::fails_with;
using test::succeeds;
namespace fs = std::filesystem;

class Development : public DevelopmentHouse {
 protected:
  void change_settings(std::string_view from, std::string_view to) const {
    std::string text(as_text(read_file(path() / "elicense.toml").value()));
    text.replace(text.find(from), from.size(), to);
    EXPECT_THAT(write_file(path() / "elicense.toml", as_bytes(text)), succeeds());
  }
};

TEST_F(Development, IsOpenedAndIssuesATrustedLicense) {
  const auto instance = open();
  ASSERT_THAT(instance, succeeds());
  const auto* type = (*instance)->types().all().front();
  const auto issued =
      (*instance)->issuer().issue({.idempotency_key = "k", .type_code = type->code, .data = type->example});
  ASSERT_THAT(issued, succeeds());
  const auto report =
      (*instance)->engine().verify((*instance)->licenses().document(issued->identifier).value());
  EXPECT_EQ(report.verdict, verify::Verdict::trusted) << report.cause << " " << report.detail;
}

TEST_F(Development, IsNeverOverwritten) {
  EXPECT_THAT(create_development_instance(path(), system_time, crypto::system_random),
              fails_with("INSTANCE_EXISTS"));
}

// Every file that init and the first start make is one of them: the certificate authorities' and the TLS key,
// seals, what signs and what unlocks.
TEST_F(Development, EveryKeyOfItIsADevelopmentKey) {
  change_settings("[keys]", "[status]\nalgorithm = \"es256\"\n[keys]");
  ASSERT_THAT(open(), succeeds());
  std::set<std::string> made;
  for (const auto& entry : fs::directory_iterator(path() / "keys"))
    if (entry.path().extension() == ".key") made.insert(entry.path().stem().string());
  for (const char* const name : {"root", "seal-ca", "seal-maker", "tsa", "ledger", "ledger-blinding", "store",
                                 "access", "notify", "notify-secrets", "status-es256", "status-places"})
    EXPECT_TRUE(made.contains(name)) << name;
  EXPECT_EQ(std::ranges::count_if(made, [](const std::string& name) { return name.starts_with("tls-"); }), 1);
  EXPECT_EQ(std::ranges::count_if(made, [](const std::string& name) { return name.starts_with("seal-6"); }),
            1);
  change_settings("profile = \"dev\"", "profile = \"production\"");
  for (const std::string& kept : made) {
    const test::TemporaryFolder aside;
    for (const std::string& other : made) // with this one alone the start is refused
      if (other != kept) fs::rename(path() / "keys" / (other + ".key"), aside.path() / other);
    const auto refused = open();
    ASSERT_THAT(refused, fails_with("KEY_DEVELOPMENT")) << kept;
    EXPECT_EQ(refused.error().detail, kept);
    for (const std::string& other : made)
      if (other != kept) fs::rename(aside.path() / other, path() / "keys" / (other + ".key"));
  }
}

TEST_F(Development, ADevelopmentAnchorAloneIsRefusedUnderAnotherProfile) {
  const auto no_keys = [&] {
    for (const auto& entry : fs::directory_iterator(path() / "keys"))
      if (entry.path().extension() == ".key") fs::remove(entry.path());
  };
  no_keys();
  fs::remove_all(path() / "seals");
  fs::create_directory(path() / "seals");
  change_settings("profile = \"dev\"", "profile = \"production\"");
  EXPECT_THAT(open(), fails_with("TRUST_DEVELOPMENT_ANCHOR"));
}

TEST_F(Development, BeginsItsLedgerWithWhomItBelievesAndItsSeal) {
  const auto kinds = [&] {
    const auto instance = open().value();
    std::vector<std::string> names;
    for (const Bytes& entry : instance->book().entries(0, 100).value())
      names.emplace_back(ledger::name_of(ledger::decode_entry(entry)->kind));
    return names;
  };
  EXPECT_THAT(kinds(), testing::ElementsAre("trust-list-published", "seal-made"));
  EXPECT_EQ(kinds().size(), 2U) << "the same list is not told again";
  const auto anchors = path() / "trust" / "anchors";
  fs::copy_file(path() / "trust" / "intermediates" / "development-seal-ca.pem", anchors / "one-more.pem");
  EXPECT_THAT(kinds(), testing::ElementsAre("trust-list-published", "seal-made", "trust-list-published"));
  const auto audited = audit(path(), nobody, std::nullopt);
  ASSERT_THAT(audited, succeeds());
  EXPECT_TRUE(audited->ledger.findings.empty());
}

TEST_F(Development, ASecondProcessOnTheSameStoreIsRefused) {
  const auto first = open();
  ASSERT_THAT(first, succeeds());
  EXPECT_FALSE(open());
}

TEST_F(Development, EachMissingPartStopsTheStart) {
  const auto refused_without = [&](const fs::path& part) {
    const auto aside = folder.path() / "aside";
    fs::rename(path() / part, aside);
    EXPECT_FALSE(open()) << part;
    fs::rename(aside, path() / part);
  };
  for (const char* part : {"elicense.toml", "keys/wrapping.bin", "keys/tsa.key", "trust", "seals",
                           "store/elicense.db", "certificates/tsa.pem"})
    refused_without(part);
  EXPECT_THAT(open(), succeeds());
}

TEST_F(Development, KeysAreForTheirOwnerOnly) {
  for (const auto& entry : fs::directory_iterator(path() / "keys"))
    EXPECT_EQ(entry.status().permissions() & fs::perms::all, fs::perms::owner_read | fs::perms::owner_write)
        << entry.path();
}

} // namespace
} // namespace elicense::instance
