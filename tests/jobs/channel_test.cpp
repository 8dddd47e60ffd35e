// SPDX-License-Identifier: Apache-2.0
#include "jobs/channel.hpp"
#include <gtest/gtest.h>
#include <thread>

namespace elicense::jobs {
namespace {

TEST(Channel, HandsOverInOrderAndEndsWhenClosed) {
  Channel<int> channel(2);
  EXPECT_TRUE(channel.push(1));
  EXPECT_TRUE(channel.push(2));
  channel.close();
  EXPECT_EQ(channel.take(), 1);
  EXPECT_EQ(channel.take(), 2);
  EXPECT_EQ(channel.take(), std::nullopt);
}

TEST(Channel, LetsTheMakerWaitForRoom) {
  Channel<int> channel(1);
  std::jthread maker([&] {
    for (int i = 0; i < 100; ++i)
      EXPECT_TRUE(channel.push(i));
    channel.close();
  });
  for (int i = 0; i < 100; ++i)
    EXPECT_EQ(channel.take(), i);
  EXPECT_EQ(channel.take(), std::nullopt);
}

TEST(Channel, AbandonedWakesBothSides) {
  Channel<int> channel(1);
  EXPECT_TRUE(channel.push(1));
  std::jthread maker([&] { EXPECT_FALSE(channel.push(2)); });
  channel.abandon();
  maker.join();
  EXPECT_EQ(channel.take(), std::nullopt);
}

} // namespace
} // namespace elicense::jobs
