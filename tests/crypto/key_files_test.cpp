// SPDX-License-Identifier: Apache-2.0
// Files that only their owner may read: every looser thing is refused, and nothing is ever half written.
#include "crypto/key_files.hpp"
#include "tests/support/files.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/temporary_folder.hpp"
#include <csignal>
#include <cstdlib>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace elicense::crypto {
namespace {

namespace fs = std::filesystem;
using test::fails_with;
using test::succeeds;

constexpr std::size_t max_size = 100;

class KeyFiles : public testing::Test {
 protected:
  const fs::path& folder() const { return folder_.path(); }
  void write(const std::string& name, std::size_t size, mode_t mode) const {
    test::write_file(folder() / name, Bytes(size, 'k'));
    ASSERT_EQ(chmod((folder() / name).c_str(), mode), 0);
  }
  Result<SecretBytes> read(const std::string& name) const {
    return read_private_file(open_private_folder(folder()).value(), name, max_size);
  }
  Result<void> create(const std::string& name, std::string_view content) const {
    return create_private_file(open_private_folder(folder()).value(), name, as_bytes(content), system_random);
  }
  std::size_t entries() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder()), fs::directory_iterator()));
  }

 private:
  test::TemporaryFolder folder_;
};
using KeyFilesDeathTest = KeyFiles;

TEST_F(KeyFiles, CreatedAndReadBack) {
  EXPECT_THAT(create("a", "secret"), succeeds());
  EXPECT_EQ(as_text(read("a").value().view()), "secret");
  struct stat status {};
  ASSERT_EQ(stat((folder() / "a").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777, 0600U);
  EXPECT_EQ(entries(), 1U);
}

TEST_F(KeyFiles, NeverOverwritten) {
  EXPECT_THAT(create("a", "first"), succeeds());
  EXPECT_THAT(create("a", "second"), fails_with("KEY_EXISTS"));
  EXPECT_EQ(as_text(read("a").value().view()), "first");
  EXPECT_EQ(entries(), 1U); // and no temporary file is left
}

TEST_F(KeyFiles, SizeLimit) {
  write("below", max_size - 1, 0600);
  write("at", max_size, 0600);
  write("above", max_size + 1, 0600);
  write("empty", 0, 0600);
  EXPECT_EQ(read("below").value().size(), max_size - 1);
  EXPECT_EQ(read("at").value().size(), max_size);
  EXPECT_THAT(read("above"), fails_with("KEY_MALFORMED"));
  EXPECT_EQ(read("empty").value().size(), 0U);
}

TEST_F(KeyFiles, LooserFilesAreRefused) {
  for (const mode_t mode : {0640U, 0604U, 0620U, 0602U, 0610U, 0601U, 0777U}) {
    write("file", 10, mode);
    EXPECT_THAT(read("file"), fails_with("KEY_STORE_PERMISSIONS")) << std::oct << mode;
  }
  for (const mode_t mode : {0600U, 0400U}) {
    write("file", 10, mode);
    EXPECT_THAT(read("file"), succeeds()) << std::oct << mode;
  }
}

TEST_F(KeyFiles, LooserFoldersAreRefused) {
  for (const mode_t mode : {0750U, 0705U, 0710U, 0701U, 0777U}) {
    ASSERT_EQ(chmod(folder().c_str(), mode), 0);
    EXPECT_THAT(open_private_folder(folder()), fails_with("KEY_STORE_PERMISSIONS")) << std::oct << mode;
    EXPECT_THAT(open_folder(folder()), succeeds());
  }
}

TEST_F(KeyFiles, WhatIsNotThere) {
  EXPECT_THAT(read("nothing"), fails_with("KEY_NOT_FOUND"));
  EXPECT_THAT(open_private_folder(folder() / "nothing"), fails_with("KEY_STORE_MISSING"));
}

TEST_F(KeyFiles, SymbolicLinksAreNotFollowed) {
  write("real", 10, 0600);
  fs::create_symlink("real", folder() / "link");
  EXPECT_THAT(read("link"), fails_with("KEY_STORE_PERMISSIONS"));
  const fs::path link = folder() / "folder link";
  fs::create_directory_symlink(folder(), link);
  EXPECT_THAT(open_private_folder(link), fails_with("KEY_STORE_PERMISSIONS"));
}

TEST_F(KeyFiles, OnlyPlainFiles) {
  fs::create_directory(folder() / "folder");
  ASSERT_EQ(mkfifo((folder() / "pipe").c_str(), 0600), 0);
  write("file", 10, 0600);
  EXPECT_THAT(read("folder"), fails_with("KEY_STORE_PERMISSIONS"));
  EXPECT_THAT(read("pipe"), fails_with("KEY_STORE_PERMISSIONS"));
  EXPECT_THAT(open_private_folder(folder() / "file"), fails_with("KEY_STORE_PERMISSIONS"));
}

TEST_F(KeyFiles, FilesOfOthersAreRefused) {
  if (geteuid() != 0) GTEST_SKIP() << "only root can give a file away";
  write("file", 10, 0600);
  ASSERT_EQ(chown((folder() / "file").c_str(), 12345, 12345), 0);
  EXPECT_THAT(read("file"), fails_with("KEY_STORE_PERMISSIONS"));
  ASSERT_EQ(chown(folder().c_str(), 12345, 12345), 0);
  EXPECT_THAT(open_private_folder(folder()), fails_with("KEY_STORE_PERMISSIONS"));
}

// A disk that takes no more bytes, as a limit on the size of files.
TEST_F(KeyFilesDeathTest, NothingIsHalfWritten) {
  const auto write_on_full_disk = [this] {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{3, 3};
    setrlimit(RLIMIT_FSIZE, &limit);
    const Result<void> created = create("a", "longer than three bytes");
    std::_Exit(!created && created.error().code == "KEY_STORE_IO" && entries() == 0 ? EXIT_SUCCESS
                                                                                    : EXIT_FAILURE);
  };
  EXPECT_EXIT(write_on_full_disk(), testing::ExitedWithCode(EXIT_SUCCESS), "");
}

} // namespace
} // namespace elicense::crypto
