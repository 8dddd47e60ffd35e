// SPDX-License-Identifier: Apache-2.0
#include "show/replay_memory.hpp"
#include "tests/support/files.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/temporary_folder.hpp"

namespace elicense::show {
namespace {

using test::fails_with;
using test::succeeds;

const Sighting first{"aa", "01", Time(std::chrono::seconds(100))};
const Sighting again{"aa", "01", Time(std::chrono::seconds(130))};
const Sighting other{"bb", "01", Time(std::chrono::seconds(140))};

class MemoryFileTest : public testing::Test {
 protected:
  test::TemporaryFolder folder_;
  std::filesystem::path file_ = folder_.path() / "seen";
};

TEST(MemoryOfProcess, RemembersTheFirstSight) {
  MemoryOfProcess memory;
  EXPECT_EQ(memory.see(first).value(), std::nullopt);
  EXPECT_EQ(memory.see(again).value(), first.seen_at);
  EXPECT_EQ(memory.see(other).value(), std::nullopt);
}

TEST(MemoryOfProcess, ForgetsWhatIsOlderThanItsLife) {
  using std::chrono::seconds;
  MemoryOfProcess memory(seconds(30));
  EXPECT_EQ(memory.see(first).value(), std::nullopt);
  EXPECT_EQ(memory.see(again).value(), first.seen_at) << "30 seconds later";
  EXPECT_EQ(memory.see({"aa", "01", first.seen_at + seconds(31)}).value(), std::nullopt);
}

TEST_F(MemoryFileTest, OutlivesItsProcess) {
  EXPECT_EQ(MemoryFile(file_).see(first).value(), std::nullopt);
  EXPECT_EQ(MemoryFile(file_).see(again).value(), first.seen_at);
  EXPECT_EQ(MemoryFile(file_).see(other).value(), std::nullopt);
  EXPECT_EQ(MemoryFile::read(file_).value(), (std::vector{first, other}));
}

TEST_F(MemoryFileTest, ALineThatWasNotWrittenToItsEndCountsForNothing) {
  test::write_file(file_.string(), as_bytes("aa 01 100\nbb 01 1"));
  EXPECT_EQ(MemoryFile(file_).see(other).value(), std::nullopt);
  EXPECT_EQ(MemoryFile::read(file_).value(), (std::vector{first, other}));
}

TEST_F(MemoryFileTest, IsRefusedWhenItIsNoneOrOutOfReach) {
  for (const std::string_view wrong : {"aa 01\n", "aa 01 x\n", "aa 01 5 6\n", "\n", "aa 01 5x\n"}) {
    test::write_file(file_.string(), as_bytes(wrong));
    EXPECT_THAT(MemoryFile(file_).see(first), fails_with("SIGHTINGS_FILE")) << wrong;
  }
  EXPECT_THAT(MemoryFile(folder_.path() / "no" / "such").see(first), fails_with("SIGHTINGS_FILE"));
  EXPECT_THAT(MemoryFile::read(folder_.path() / "none"), fails_with("SIGHTINGS_FILE"));
  EXPECT_THAT(MemoryFile::read(folder_.path()), fails_with("SIGHTINGS_FILE"));
}

TEST_F(MemoryFileTest, HasItsLimit) {
  const std::string line = "aa " + std::string(1016, '0') + " 100\n";
  ASSERT_EQ(max_memory_file % line.size(), 0U);
  std::string content;
  while (content.size() < max_memory_file)
    content += line;
  test::write_file(file_.string(), as_bytes(content));
  EXPECT_THAT(MemoryFile::read(file_), succeeds());
  test::write_file(file_.string(), as_bytes(content + line));
  EXPECT_THAT(MemoryFile::read(file_), fails_with("SIGHTINGS_FILE"));
}

} // namespace
} // namespace elicense::show
