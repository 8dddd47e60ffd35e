// SPDX-License-Identifier: Apache-2.0
#include "cli/status_file.hpp"
#include "status/key_file.hpp"
#include "tests/support/files.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/temporary_folder.hpp"

namespace elicense::cli {
namespace {

using test::fails_with;
using test::succeeds;

const verify::StatusReference place{"https://licenses.example/v1/status-lists/0", 5};

class FetchedFiles : public testing::Test {
 protected:
  FetchedFiles() {
    nlohmann::ordered_json keys;
    keys["keys"].push_back(key_json(pair.key));
    test::write_file(folder.path() / "keys.json", as_bytes(keys.dump()));
  }
  std::string list(const std::string& name, const std::string& uri, status::Status status) {
    status::Published published{.uri = uri,
                                .issued_at = now,
                                .expires_at = now + std::chrono::hours(24),
                                .ttl = std::chrono::seconds(30),
                                .aggregation_uri = {},
                                .list = status::StatusList(16)};
    published.list.set(place.index, status);
    const auto path = folder.path() / name;
    test::write_file(path, as_bytes(status::write_jwt(published, *pair.signer).value()));
    return path.string();
  }
  Result<std::optional<FetchedLists::Entry>> find(std::vector<std::string> files) const {
    return FetchedLists::read(std::move(files), (folder.path() / "keys.json").string(), now)->find(place);
  }

  test::TemporaryFolder folder;
  status::KeyPair pair =
      status::sm2_pair(std::make_shared<crypto::SoftwareSigner>(crypto::Sm2PrivateKey::generate()));
  const Time now = from_rfc3339("2026-06-15T12:00:00Z").value();
};

TEST_F(FetchedFiles, TheListOfTheLicenseIsFoundAmongOthers) {
  const auto found = find({list("1", "https://licenses.example/v1/status-lists/1", status::Status::valid),
                           list("0", place.uri, status::Status::suspended)});
  ASSERT_THAT(found, succeeds());
  ASSERT_TRUE(*found);
  EXPECT_EQ((*found)->status, status::Status::suspended);
}

TEST_F(FetchedFiles, WithoutTheListNothingIsKnown) {
  EXPECT_THAT(find({list("1", "https://licenses.example/v1/status-lists/1", status::Status::valid)}),
              fails_with("STATUS_TOKEN_SUBJECT"));
  const auto none = find({});
  ASSERT_THAT(none, succeeds());
  EXPECT_FALSE(*none);
}

TEST_F(FetchedFiles, KeysAreNeededForLists) {
  EXPECT_FALSE(FetchedLists::read({"list"}, (folder.path() / "none.json").string(), now));
}

TEST_F(FetchedFiles, TheAgeIsTold) {
  const status::Published published{.uri = {},
                                    .issued_at = now,
                                    .expires_at = now + std::chrono::hours(24),
                                    .ttl = {},
                                    .aggregation_uri = {},
                                    .list = status::StatusList(4)};
  EXPECT_EQ(age_text(published, now + std::chrono::minutes(12)),
            "as of 2026-06-15T12:00:00Z, 12 minutes ago; the list is believed until 2026-06-16T12:00:00Z");
  EXPECT_EQ(to_text(status::Status::replaced), "REPLACED");
}

} // namespace
} // namespace elicense::cli
