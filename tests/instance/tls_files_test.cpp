// SPDX-License-Identifier: Apache-2.0
// The TLS certificate and key of an instance change together.
#include "crypto/issuing.hpp"
#include "instance/files.hpp"
#include "instance/tls_files.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/tls_client.hpp"

#include <gtest/gtest.h>

namespace elicense::instance {
namespace {

using test::fails_with;
using test::succeeds;

class TlsFilesOfAnInstance : public testing::Test {
 protected:
  TlsFilesOfAnInstance() {
    config_.folder = folder_.path();
    std::filesystem::create_directory(config_.keys());
    std::filesystem::permissions(config_.keys(), std::filesystem::perms::owner_all);
    keys_ = open();
  }
  crypto::KeyStore open() const {
    EXPECT_THAT(crypto::KeyStore::create_key_file(config_.key_file(), crypto::system_random), succeeds());
    return crypto::KeyStore::open_with_key_file(config_.keys(), config_.key_file()).value();
  }
  static TlsFiles made() {
    http::Tls tls = test::tls_identity();
    return {std::move(tls.certificate_pem), std::move(tls.private_key)};
  }
  Result<void> write(const TlsFiles& files) {
    return write_tls(config_, *keys_, files, false, crypto::system_random);
  }

  test::TemporaryFolder folder_;
  Config config_;
  std::optional<crypto::KeyStore> keys_;
};

TEST_F(TlsFilesOfAnInstance, AreReadBackTogether) {
  for (int i = 0; i < 2; ++i) {
    const TlsFiles files = made();
    ASSERT_THAT(write(files), succeeds());
    const auto read = read_tls(config_, *keys_);
    ASSERT_THAT(read, succeeds());
    EXPECT_EQ(read->chain_pem, files.chain_pem);
    EXPECT_TRUE(equal(read->private_key.view(), files.private_key.view()));
  }
}

TEST_F(TlsFilesOfAnInstance, MayGoBackToAnEarlierCertificate) {
  const TlsFiles first = made(), second = made();
  for (const TlsFiles* files : {&first, &second, &first})
    ASSERT_THAT(write(*files), succeeds());
  EXPECT_TRUE(equal(read_tls(config_, *keys_)->private_key.view(), first.private_key.view()));
}

TEST_F(TlsFilesOfAnInstance, ACertificateWithoutItsKeyIsRefused) {
  ASSERT_THAT(write(made()), succeeds());
  ASSERT_THAT(write_file(config_.certificates() / "tls.pem", as_bytes(made().chain_pem)), succeeds());
  EXPECT_THAT(read_tls(config_, *keys_), fails_with("KEY_NOT_FOUND"));
}

TEST_F(TlsFilesOfAnInstance, WhatIsNoCertificateIsRefused) {
  EXPECT_THAT(write({"no certificate", crypto::SecretBytes(32)}), fails_with("PEM_MALFORMED"));
  ASSERT_THAT(write_file(config_.certificates() / "tls.pem", as_bytes("no certificate")), succeeds());
  EXPECT_THAT(read_tls(config_, *keys_), fails_with("PEM_MALFORMED"));
}

} // namespace
} // namespace elicense::instance
