// SPDX-License-Identifier: Apache-2.0
#include "access/nonce_memory.hpp"

namespace elicense::access {
namespace {

using namespace std::chrono_literals;
using Answer = NonceMemory::Answer;

const Time first_request = Time(1'000'000s);

TEST(NonceMemory, RemembersForTwoWindowsAndNotForever) {
  for (const auto begun : {0s, 1s, 300s, 599s}) { // wherever in a generation
    NonceMemory memory;
    EXPECT_EQ(memory.remember("key", "first of all", first_request), Answer::fresh);
    const Time at = first_request + begun;
    EXPECT_EQ(memory.remember("key", "nonce", at), Answer::fresh);
    EXPECT_EQ(memory.remember("key", "nonce", at), Answer::seen);
    EXPECT_EQ(memory.remember("key", "nonce", at + 2 * signature_window), Answer::seen) << begun.count();
    EXPECT_EQ(memory.remember("key", "filler", at + 2 * signature_window), Answer::fresh);
    EXPECT_EQ(memory.remember("key", "filler 2", at + 4 * signature_window), Answer::fresh);
    EXPECT_EQ(memory.remember("key", "nonce", at + 6 * signature_window), Answer::fresh) << begun.count();
  }
}

TEST(NonceMemory, KeepsKeysApart) {
  NonceMemory memory;
  EXPECT_EQ(memory.remember("a", "nonce", first_request), Answer::fresh);
  EXPECT_EQ(memory.remember("b", "nonce", first_request), Answer::fresh);
  EXPECT_EQ(memory.remember("a\nb", "c", first_request), Answer::fresh);
}

TEST(NonceMemory, SaysThatItIsFullInsteadOfForgetting) {
  NonceMemory memory(2);
  EXPECT_EQ(memory.remember("k", "1", first_request), Answer::fresh);
  EXPECT_EQ(memory.remember("k", "2", first_request), Answer::fresh);
  EXPECT_EQ(memory.remember("k", "3", first_request), Answer::full);
  EXPECT_EQ(memory.remember("k", "1", first_request), Answer::seen);
  EXPECT_EQ(memory.remember("k", "3", first_request + 2 * signature_window), Answer::fresh);
}

} // namespace
} // namespace elicense::access
