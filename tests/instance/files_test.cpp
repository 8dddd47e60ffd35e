// SPDX-License-Identifier: Apache-2.0
// Whole files of an instance.
#include "instance/files.hpp"
#include "tests/support/pki.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

namespace elicense::instance {
namespace {

using test::fails_with;
using test::succeeds;

TEST(Files, AreWrittenWithTheirFoldersAndReadBack) {
  const test::TemporaryFolder folder;
  const auto path = folder.path() / "a" / "b" / "file";
  ASSERT_THAT(write_file(path, as_bytes("one")), succeeds());
  ASSERT_THAT(write_file(path, as_bytes("two")), succeeds());
  EXPECT_EQ(as_text(read_file(path).value()), "two");
  ASSERT_THAT(write_file(path, {}), succeeds());
  EXPECT_TRUE(read_file(path).value().empty());
}

TEST(Files, AreReplacedDurably) {
  const test::TemporaryFolder folder;
  const auto path = folder.path() / "file";
  for (const char* const text : {"one", "two"}) {
    ASSERT_THAT(write_durable_file(path, as_bytes(text)), succeeds());
    EXPECT_EQ(as_text(read_file(path).value()), text);
  }
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "file.part"));
  std::filesystem::remove(path);
  std::filesystem::create_directory(path);
  EXPECT_THAT(write_durable_file(path, {}), fails_with("INSTANCE_FOLDER"));
}

TEST(Files, WhatCannotBeReadOrWrittenIsRefused) {
  const test::TemporaryFolder folder;
  EXPECT_THAT(read_file(folder.path() / "absent"), fails_with("INSTANCE_FOLDER"));
  ASSERT_THAT(write_file(folder.path() / "file", as_bytes("x")), succeeds());
  EXPECT_THAT(write_file(folder.path() / "file" / "below", as_bytes("x")), fails_with("INSTANCE_FOLDER"));
}

TEST(Files, TooLargeIsRefusedBeforeReading) {
  const test::TemporaryFolder folder;
  const auto path = folder.path() / "large";
  ASSERT_THAT(write_file(path, {}), succeeds());
  std::filesystem::resize_file(path, max_file);
  EXPECT_THAT(read_file(path), succeeds());
  std::filesystem::resize_file(path, max_file + 1);
  EXPECT_THAT(read_file(path), fails_with("INSTANCE_FOLDER"));
}

TEST(Files, ACertificateIsReadFromPem) {
  const test::TemporaryFolder folder;
  const auto path = folder.path() / "root.pem";
  ASSERT_THAT(write_file(path, as_bytes(test::test_pki().root.certificate.pem())), succeeds());
  EXPECT_EQ(read_certificate(path).value(), test::test_pki().root.certificate);
  ASSERT_THAT(write_file(path, as_bytes("no certificate")), succeeds());
  EXPECT_FALSE(read_certificate(path));
}

} // namespace
} // namespace elicense::instance
