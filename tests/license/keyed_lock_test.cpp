// SPDX-License-Identifier: Apache-2.0
#include "license/keyed_lock.hpp"
#include <atomic>
#include <thread>

namespace elicense::license {
namespace {

TEST(KeyedLock, LetsOneHolderInPerKey) {
  KeyedLock lock;
  std::atomic<int> inside{0}, most{0}, turns{0};
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 16; ++i)
      threads.emplace_back([&] {
        const KeyedLock::Hold hold(lock, "key");
        most = std::max(most.load(), ++inside);
        std::this_thread::yield();
        ++turns;
        --inside;
      });
  }
  EXPECT_EQ(most, 1);
  EXPECT_EQ(turns, 16);
}

TEST(KeyedLock, KeepsDifferentKeysApart) {
  KeyedLock lock;
  const KeyedLock::Hold first(lock, "first");
  std::jthread([&] { const KeyedLock::Hold second(lock, "second"); }).join(); // would never end if it waited
  const KeyedLock::Hold third(lock, "third");
  SUCCEED();
}

TEST(KeyedLock, IsFreeAgainAfterwards) {
  KeyedLock lock;
  { const KeyedLock::Hold hold(lock, "key"); }
  const KeyedLock::Hold again(lock, "key");
  SUCCEED();
}

} // namespace
} // namespace elicense::license
