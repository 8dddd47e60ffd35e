// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/file_lock.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/temporary_folder.hpp"

namespace elicense::store {
namespace {

using test::fails_with;
using test::succeeds;

TEST(FileLock, IsHeldOnce) {
  const test::TemporaryFolder folder;
  const auto file = folder.path() / "lock";
  {
    const auto first = FileLock::take(file);
    ASSERT_THAT(first, succeeds());
    EXPECT_THAT(FileLock::take(file), fails_with("STORE_LOCKED"));
  }
  EXPECT_THAT(FileLock::take(file), succeeds());
}

TEST(FileLock, MovesWithItsObject) {
  const test::TemporaryFolder folder;
  const auto file = folder.path() / "lock";
  auto first = FileLock::take(file);
  ASSERT_THAT(first, succeeds());
  const FileLock moved = *std::move(first);
  EXPECT_THAT(FileLock::take(file), fails_with("STORE_LOCKED"));
}

TEST(FileLock, FollowsNoLinkAndMakesNoFolder) {
  const test::TemporaryFolder folder;
  std::filesystem::create_symlink(folder.path() / "elsewhere", folder.path() / "link");
  EXPECT_THAT(FileLock::take(folder.path() / "link"), fails_with("STORE_UNAVAILABLE"));
  EXPECT_THAT(FileLock::take(folder.path() / "none" / "lock"), fails_with("STORE_UNAVAILABLE"));
}

} // namespace
} // namespace elicense::store
