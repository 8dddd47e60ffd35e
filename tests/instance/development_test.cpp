// SPDX-License-Identifier: Apache-2.0
// What init makes, opened again: it works under dev and is refused under production.
#include "crypto/chain.hpp"
#include "instance/development.hpp"
#include "instance/files.hpp"
#include "instance/instance.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

namespace elicense::instance {
namespace {

using test::fails_with;
using test::succeeds;
namespace fs = std::filesystem;

class Development : public ::testing::Test {
 protected:
  Development() {
    EXPECT_THAT(create_development_instance(path(), system_time, crypto::system_random), succeeds());
  }
  fs::path path() const { return folder.path() / "instance"; }
  Result<std::unique_ptr<Instance>> open() const {
    return Instance::open(
        path(), []() -> Result<crypto::SecretBytes> { return fail(ErrorKind::internal, "NOT_ASKED"); });
  }
  void change_settings(std::string_view from, std::string_view to) const {
    std::string text(as_text(read_file(path() / "elicense.toml").value()));
    text.replace(text.find(from), from.size(), to);
    EXPECT_THAT(write_file(path() / "elicense.toml", as_bytes(text)), succeeds());
  }
  test::TemporaryFolder folder;
};

TEST_F(Development, IsOpenedAndIssuesATrustedLicense) {
  const auto instance = open();
  ASSERT_THAT(instance, succeeds());
  const auto* type = (*instance)->types().all().front();
  const auto issued = (*instance)->issuer().issue({.idempotency_key = "k",
                                                   .type_code = type->code,
                                                   .data = type->example,
                                                   .holder_code_type = {},
                                                   .issued_on = {}});
  ASSERT_THAT(issued, succeeds());
  const auto report =
      (*instance)->engine().verify((*instance)->licenses().document(issued->identifier).value());
  EXPECT_EQ(report.verdict, verify::Verdict::trusted) << report.cause << " " << report.detail;
}

TEST_F(Development, IsNeverOverwritten) {
  EXPECT_THAT(create_development_instance(path(), system_time, crypto::system_random),
              fails_with("INSTANCE_EXISTS"));
}

TEST_F(Development, IsRefusedUnderAnotherProfile) {
  change_settings("profile = \"dev\"", "profile = \"production\"");
  EXPECT_THAT(open(), fails_with("SEAL_DEVELOPMENT_KEY"));
}

TEST_F(Development, ADevelopmentAnchorAloneIsRefusedUnderAnotherProfile) {
  fs::remove_all(path() / "seals");
  fs::create_directory(path() / "seals");
  change_settings("profile = \"dev\"", "profile = \"production\"");
  EXPECT_THAT(open(), fails_with("TRUST_DEVELOPMENT_ANCHOR"));
}

TEST_F(Development, ADevelopmentTsaKeyAloneIsRefusedUnderAnotherProfile) {
  fs::remove_all(path() / "seals");
  fs::create_directory(path() / "seals");
  fs::remove(path() / "trust" / "anchors" / "development-root.pem");
  change_settings("profile = \"dev\"", "profile = \"production\"");
  EXPECT_THAT(open(), fails_with("KEY_DEVELOPMENT"));
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
