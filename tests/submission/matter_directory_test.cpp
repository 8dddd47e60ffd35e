// SPDX-License-Identifier: Apache-2.0
#include "submission/matter_directory.hpp"
#include "tests/submission/matters.hpp"
#include "tests/support/result_matchers.hpp"
#include <thread>

namespace elicense::submission {
namespace {

using test::fails_with;
using test::matter_code;
using test::succeeds;

Matter version(int number) {
  Matter matter = test::matter_of(test::matter_object());
  matter.version = number;
  return matter;
}

TEST(MatterDirectory, KeepsEveryVersion) {
  MatterDirectory directory;
  EXPECT_EQ(directory.find(matter_code), nullptr);
  ASSERT_THAT(directory.publish(version(1)), succeeds());
  const Matter* const first = directory.find(matter_code);
  ASSERT_THAT(directory.publish(version(2)), succeeds());
  EXPECT_EQ(directory.find(matter_code)->version, 2);
  EXPECT_EQ(directory.of(matter_code, 1), first);
  EXPECT_EQ(directory.of(matter_code, 3), nullptr);
  EXPECT_EQ(directory.versions(matter_code).size(), 2U);
  EXPECT_EQ(directory.all().size(), 1U);
}

TEST(MatterDirectory, AWithdrawnMatterIsKeptAndComesBack) {
  MatterDirectory directory;
  ASSERT_THAT(directory.publish(version(1)), succeeds());
  directory.withdraw(matter_code);
  directory.withdraw("unknown");
  EXPECT_EQ(directory.find(matter_code), nullptr);
  EXPECT_TRUE(directory.is_withdrawn(matter_code));
  EXPECT_FALSE(directory.is_withdrawn("unknown"));
  EXPECT_TRUE(directory.all().empty());
  EXPECT_NE(directory.of(matter_code, 1), nullptr);
  EXPECT_EQ(directory.newest(matter_code)->version, 1);
  ASSERT_THAT(directory.publish(version(2)), succeeds());
  EXPECT_EQ(directory.find(matter_code)->version, 2);
}

TEST(MatterDirectory, HasALimit) {
  MatterDirectory directory;
  Matter matter = version(1);
  for (std::size_t i = 0; i < max_matters; ++i) {
    matter.code = std::to_string(i);
    ASSERT_THAT(directory.publish(matter), succeeds());
  }
  matter.code = "one-more";
  EXPECT_THAT(directory.publish(matter), fails_with("MATTER_LIMIT"));
  matter.code = "0";
  matter.version = 2;
  EXPECT_THAT(directory.publish(matter), succeeds());
}

TEST(MatterDirectory, IsReadWhileItIsWritten) {
  MatterDirectory directory;
  ASSERT_THAT(directory.publish(version(1)), succeeds());
  std::thread writer([&] {
    for (int number = 2; number < 200; ++number)
      EXPECT_THAT(directory.publish(version(number)), succeeds());
  });
  int seen = 0;
  for (int i = 0; i < 1000; ++i) {
    const int now = directory.find(matter_code)->version;
    EXPECT_GE(now, seen);
    seen = now;
  }
  writer.join();
}

} // namespace
} // namespace elicense::submission
