// SPDX-License-Identifier: Apache-2.0
// The hardened process. prepare_process() has to come before any use of OpenSSL, so every case runs in a
// process of its own.
#include "crypto/process.hpp"
#include "crypto/random.hpp"
#include "crypto/sm2.hpp"
#include "tests/support/memory_scan.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/sanitizers.hpp"
#include <cstdlib>
#include <gtest/gtest.h>
#include <iostream>
#include <sys/prctl.h>
#include <sys/resource.h>

namespace elicense::crypto {
namespace {

using test::copies_in_memory;

// The exit status of a child that has been prepared: success when `question` says so.
template <class Question> void prepared_exit(Question question) {
  prepare_process();
  std::exit(question() ? EXIT_SUCCESS : EXIT_FAILURE);
}

#define EXPECT_WHEN_PREPARED(question)                                                                       \
  EXPECT_EXIT(prepared_exit(question), testing::ExitedWithCode(EXIT_SUCCESS), "")

class Process : public testing::Test {
 protected:
  void SetUp() override {
    GTEST_FLAG_SET(death_test_style, "threadsafe");
  } // a fresh program, not a fork of this one
};
using ProcessDeathTest = Process;

bool core_limit_is_zero() {
  rlimit limit{};
  return getrlimit(RLIMIT_CORE, &limit) == 0 && limit.rlim_cur == 0 && limit.rlim_max == 0;
}

bool second_call_throws() {
  try {
    prepare_process();
  } catch (const std::runtime_error&) {
    return true;
  }
  return false;
}

bool scalar_is_gone_with_its_key() {
  std::size_t while_held = 0;
  test::Needle needle;
  {
    const Sm2PrivateKey key = Sm2PrivateKey::generate();
    const SecretBytes pkcs8 = key.pkcs8(InsecurePrivateKeyAccess{});
    needle = test::Needle(pkcs8.view().subspan(36, 32));
    const Sm2PrivateKey again = Sm2PrivateKey::from_pkcs8(pkcs8).value();
    for (int i = 0; i < 20; ++i)
      again.sign(as_bytes("a license")).value();
    while_held = copies_in_memory(needle);
  }
  const std::size_t afterwards = copies_in_memory(needle);
  std::cerr << while_held << " copies in use, " << afterwards << " afterwards\n";
  return while_held > 0 && afterwards == 0;
}

TEST_F(ProcessDeathTest, SelfTestPasses) {
  EXPECT_WHEN_PREPARED([] { return self_test().has_value(); });
}

TEST_F(Process, SelfTestPassesWithoutPreparation) {
  EXPECT_THAT(self_test(), test::succeeds());
}

TEST_F(ProcessDeathTest, LeavesNoCoreDumps) {
  EXPECT_WHEN_PREPARED(core_limit_is_zero);
}

TEST_F(ProcessDeathTest, RefusesToComeSecond) {
  EXPECT_WHEN_PREPARED([] {
    random_bytes(system_random, 1);
    return second_call_throws();
  });
}

TEST_F(ProcessDeathTest, IsNotDumpable) {
  if (test::sanitized) GTEST_SKIP() << "the leak check needs a dumpable process";
  EXPECT_WHEN_PREPARED([] { return prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0; });
}

TEST_F(ProcessDeathTest, PrivateScalarsLeaveNoCopyBehind) {
  if (test::sanitized) GTEST_SKIP() << "a sanitizer keeps what was freed";
  EXPECT_WHEN_PREPARED(scalar_is_gone_with_its_key);
}

} // namespace
} // namespace elicense::crypto
