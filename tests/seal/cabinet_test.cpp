// SPDX-License-Identifier: Apache-2.0
// A cabinet loads whole or not at all, and says which seal is the reason.
#include "seal/making.hpp"
#include "tests/support/files.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/sealed_documents.hpp"
#include "tests/support/temporary_folder.hpp"

namespace elicense::seal {
namespace {

using test::fails_with;
using test::succeeds;
using test::test_pki;

// A key store and a cabinet with one seal, whose signer's key is made here so that it can be stored.
class CabinetOfOne : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directory(seals());
    std::filesystem::create_directory(key_folder());
    std::filesystem::permissions(key_folder(), std::filesystem::perms::owner_all);
    const auto wrapping = folder_.path() / "wrapping.bin";
    ASSERT_THAT(crypto::KeyStore::create_key_file(wrapping, crypto::system_random), succeeds());
    keys_.emplace(crypto::KeyStore::open_with_key_file(key_folder(), wrapping).value());
    store(false);
  }

  void store(bool development) {
    auto request = test_pki().request(crypto::CertificateProfile::signer, "签章者");
    request.development = development;
    const auto& issuer = test_pki().intermediate;
    certificate_.emplace(crypto::issue_certificate(request, key_.public_key().spki(), issuer.certificate,
                                                   *issuer.key, crypto::system_random)
                             .value());
    const test::Identity signer{*certificate_, std::make_shared<crypto::SoftwareSigner>(copy_of(key_))};
    der_ = test::make_seal_of({.id = "S1", .signer = signer});
    std::filesystem::remove_all(seals() / "S1");
    ASSERT_THAT(store_in_cabinet(seals(), der_, *certificate_), succeeds());
  }

  static crypto::Sm2PrivateKey copy_of(const crypto::Sm2PrivateKey& key) {
    return crypto::Sm2PrivateKey::from_pkcs8(key.pkcs8(crypto::InsecurePrivateKeyAccess{})).value();
  }
  void store_key(bool development = false) {
    ASSERT_THAT(keys_->put("seal-S1", key_, development, crypto::system_random), succeeds());
  }
  Result<Cabinet> load(bool allow_development = false) const {
    return Cabinet::load(seals(), *keys_, allow_development);
  }
  std::filesystem::path seals() const { return folder_.path() / "seals"; }
  std::filesystem::path key_folder() const { return folder_.path() / "keys"; }

  test::TemporaryFolder folder_;
  std::optional<crypto::KeyStore> keys_;
  crypto::Sm2PrivateKey key_ = crypto::Sm2PrivateKey::generate();
  std::optional<crypto::Certificate> certificate_;
  Bytes der_;
};

TEST_F(CabinetOfOne, HoldsWhatWasStored) {
  store_key();
  const auto cabinet = load();
  ASSERT_THAT(cabinet, succeeds());
  ASSERT_EQ(cabinet->all().size(), 1U);
  const auto held = cabinet->find("S1");
  ASSERT_THAT(held, succeeds());
  EXPECT_EQ((*held)->seal.der, der_);
  EXPECT_EQ((*held)->certificate, *certificate_);
  EXPECT_THAT(cabinet->find("S2"), fails_with("SEAL_NOT_FOUND"));
}

TEST_F(CabinetOfOne, ReadsACertificateInPem) {
  store_key();
  test::write_file(seals() / "S1" / "signer.cer", as_bytes(certificate_->pem()));
  EXPECT_THAT(load(), succeeds());
  test::write_file(seals() / "S1" / "signer.cer", as_bytes(certificate_->pem() + certificate_->pem()));
  EXPECT_THAT(load(), fails_with("SEAL_CABINET_UNREADABLE"));
}

TEST_F(CabinetOfOne, RefusesADevelopmentKeyUnlessAllowed) {
  store_key(true);
  EXPECT_THAT(load(false), fails_with("SEAL_DEVELOPMENT_KEY"));
  EXPECT_THAT(load(true), succeeds());
}

TEST_F(CabinetOfOne, RefusesADevelopmentCertificateUnlessAllowed) {
  store(true);
  store_key(false);
  EXPECT_THAT(load(false), fails_with("SEAL_DEVELOPMENT_KEY"));
  EXPECT_THAT(load(true), succeeds());
}

TEST_F(CabinetOfOne, RefusesASealWithoutItsKey) {
  EXPECT_THAT(load(), fails_with("KEY_NOT_FOUND"));
}

TEST_F(CabinetOfOne, RefusesAForeignKey) {
  const auto other = crypto::Sm2PrivateKey::generate();
  ASSERT_THAT(keys_->put("seal-S1", other, false, crypto::system_random), succeeds());
  EXPECT_THAT(load(), fails_with("SEAL_CABINET_MISMATCH"));
}

TEST_F(CabinetOfOne, RefusesACertificateTheSealDoesNotList) {
  store_key();
  auto request = test_pki().request(crypto::CertificateProfile::signer, "renewed");
  request.development = false;
  const auto& issuer = test_pki().intermediate;
  const auto renewed = crypto::issue_certificate(request, key_.public_key().spki(), issuer.certificate,
                                                 *issuer.key, crypto::system_random);
  test::write_file(seals() / "S1" / "signer.cer", renewed.value().der());
  EXPECT_THAT(load(), fails_with("SEAL_CABINET_MISMATCH"));
}

TEST_F(CabinetOfOne, RefusesASealUnderAnotherName) {
  std::filesystem::rename(seals() / "S1", seals() / "S2");
  ASSERT_THAT(keys_->put("seal-S2", key_, false, crypto::system_random), succeeds());
  const auto cabinet = load();
  EXPECT_THAT(cabinet, fails_with("SEAL_CABINET_MISMATCH"));
  EXPECT_THAT(cabinet.error().detail, testing::HasSubstr("S2"));
}

TEST_F(CabinetOfOne, NamesASealThatCannotBeRead) {
  store_key();
  test::write_file(seals() / "S1" / "seal.esl", as_bytes("no seal"));
  const auto cabinet = load();
  EXPECT_THAT(cabinet, fails_with("SEAL_FORMAT"));
  EXPECT_THAT(cabinet.error().detail, testing::HasSubstr("S1"));
}

TEST_F(CabinetOfOne, RefusesAMissingAnEmptyAndAnOversizedFile) {
  store_key();
  std::filesystem::remove(seals() / "S1" / "seal.esl");
  EXPECT_THAT(load(), fails_with("SEAL_CABINET_UNREADABLE"));
  test::write_file(seals() / "S1" / "seal.esl", {});
  EXPECT_THAT(load(), fails_with("SEAL_CABINET_UNREADABLE"));
  test::write_file(seals() / "S1" / "seal.esl", Bytes(crypto::max_seal_size + 1, 0x30));
  EXPECT_THAT(load(), fails_with("SEAL_CABINET_UNREADABLE"));
}

TEST_F(CabinetOfOne, DoesNotLoadAHalfStoredSeal) {
  store_key();
  std::filesystem::create_directory(seals() / ".S2");
  EXPECT_THAT(load(), succeeds());
}

TEST(Cabinet, NeedsItsFolder) {
  const test::TemporaryFolder folder;
  const auto wrapping = folder.path() / "wrapping.bin";
  ASSERT_THAT(crypto::KeyStore::create_key_file(wrapping, crypto::system_random), succeeds());
  const auto keys = crypto::KeyStore::open_with_key_file(folder.path(), wrapping);
  ASSERT_THAT(keys, succeeds());
  EXPECT_THAT(Cabinet::load(folder.path() / "none", *keys, true), fails_with("SEAL_CABINET_UNREADABLE"));
}

TEST(Cabinet, NamesKeysByTheirSeal) {
  EXPECT_EQ(key_name("64000000000042"), "seal-64000000000042");
}

} // namespace
} // namespace elicense::seal
