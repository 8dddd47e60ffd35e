// SPDX-License-Identifier: Apache-2.0
// A development instance in a folder of its own, fresh for every test.
#pragma once
#include "instance/development.hpp"
#include "instance/instance.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/temporary_folder.hpp"
#include <gtest/gtest.h>

namespace elicense::instance {

class DevelopmentHouse : public ::testing::Test {
 protected:
  DevelopmentHouse() {
    EXPECT_THAT(create_development_instance(path(), system_time, crypto::system_random), test::succeeds());
  }
  std::filesystem::path path() const { return folder.path() / "instance"; }
  // Its keys need no passphrase.
  static Result<crypto::SecretBytes> nobody() { return fail(ErrorKind::internal, "NOT_ASKED"); }
  Result<std::unique_ptr<Instance>> open() const { return Instance::open(path(), nobody); }
  // The example of a type; answers its identifier.
  static std::string issue_example(Instance& instance, const license::LicenseType& type) {
    return instance.issuer()
        .issue({.idempotency_key = "k", .type_code = type.code, .data = type.example})
        ->identifier;
  }

  test::TemporaryFolder folder;
};

} // namespace elicense::instance
