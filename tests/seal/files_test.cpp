// SPDX-License-Identifier: Apache-2.0
#include "seal/files.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/temporary_folder.hpp"

namespace elicense::seal {
namespace {

using test::fails_with;
using test::succeeds;

TEST(SealFiles, ComeBackAsTheyWereWritten) {
  const test::TemporaryFolder folder;
  const auto path = folder.path() / "a.esl";
  EXPECT_THAT(write_file(path, as_bytes("seal")), succeeds());
  EXPECT_THAT(sync_folder(folder.path()), succeeds());
  EXPECT_EQ(read_file(path, 4).value(), to_bytes("seal"));
}

TEST(SealFiles, AreReadWithinALimitAndNeverEmpty) {
  const test::TemporaryFolder folder;
  ASSERT_THAT(write_file(folder.path() / "a.esl", as_bytes("seal")), succeeds());
  ASSERT_THAT(write_file(folder.path() / "empty.esl", {}), succeeds());
  EXPECT_THAT(read_file(folder.path() / "a.esl", 3), fails_with("SEAL_CABINET_UNREADABLE"));
  for (const char* name : {"empty.esl", "absent.esl", "."})
    EXPECT_THAT(read_file(folder.path() / name, 4), fails_with("SEAL_CABINET_UNREADABLE")) << name;
}

TEST(SealFiles, AreNeverOverwritten) {
  const test::TemporaryFolder folder;
  const auto path = folder.path() / "a.esl";
  ASSERT_THAT(write_file(path, as_bytes("seal")), succeeds());
  EXPECT_THAT(write_file(path, as_bytes("another")), fails_with("SEAL_CABINET_UNWRITABLE"));
  EXPECT_EQ(read_file(path, 100).value(), to_bytes("seal"));
  EXPECT_THAT(write_file(folder.path() / "absent" / "a.esl", {}), fails_with("SEAL_CABINET_UNWRITABLE"));
  EXPECT_THAT(sync_folder(folder.path() / "absent"), fails_with("SEAL_CABINET_UNWRITABLE"));
}

} // namespace
} // namespace elicense::seal
