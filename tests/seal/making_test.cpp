// SPDX-License-Identifier: Apache-2.0
// Making an official seal and putting it into a cabinet.
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

const face::Fonts& fonts() {
  static const auto loaded = face::Fonts::load().value();
  return *loaded;
}

NewSeal wanted(std::string id = "64000000000042") {
  NewSeal seal;
  seal.id = std::move(id);
  seal.vendor = "elicense";
  seal.name = "示例市行政审批服务局";
  seal.line = "电子证照专用章";
  seal.created = seal.valid_from = test_pki().start;
  seal.valid_until = test_pki().finish;
  return seal;
}

Result<Bytes> make(const NewSeal& seal) {
  const auto& maker = test_pki().seal_maker;
  return make_official_seal(seal, {test_pki().signer.certificate}, maker.certificate, *maker.key, fonts());
}

TEST(MakeOfficialSeal, GivesASealThatEveryCheckPasses) {
  const auto der = make(wanted());
  ASSERT_THAT(der, succeeds());
  const auto seal = crypto::decode_seal(*der);
  ASSERT_THAT(seal, succeeds());
  EXPECT_EQ(seal->version, crypto::SealVersion::v4);
  EXPECT_EQ(seal->id, "64000000000042");
  EXPECT_EQ(seal->name, "示例市行政审批服务局");
  EXPECT_EQ(seal->type, 1);
  EXPECT_EQ(seal->picture.type, "png");
  EXPECT_EQ(seal->picture.width_mm, 42);
  EXPECT_EQ(seal->picture.height_mm, 42);
  EXPECT_LE(seal->picture.data.size(), face::max_seal_picture);
  EXPECT_TRUE(as_text(seal->picture.data).starts_with("\x89PNG"));
  const auto check = crypto::check_seal(*seal, test_pki().trust(), test_pki().now, test_pki().now);
  EXPECT_EQ(worst(check.cryptography), Outcome::passed);
  EXPECT_EQ(worst(check.trust), Outcome::passed);
}

TEST(MakeOfficialSeal, TakesIdsOfOneToSixtyFourCharacters) {
  EXPECT_THAT(make(wanted("A")), succeeds());
  EXPECT_THAT(make(wanted(std::string(max_seal_id, '9'))), succeeds());
  for (const std::string& id : {std::string(), std::string(max_seal_id + 1, '9'), std::string("../a"),
                                std::string("a b"), std::string("章"), std::string(".a"), std::string("a/b")})
    EXPECT_THAT(make(wanted(id)), fails_with("SEAL_ID_INVALID")) << id;
}

TEST(MakeOfficialSeal, RefusesANameThatDoesNotFitTheRing) {
  NewSeal seal = wanted();
  seal.name = "";
  EXPECT_THAT(make(seal), fails_with("FACE_SEAL_TEXT"));
}

TEST(MakeOfficialSeal, RefusesAValidityThatEndsBeforeItBegins) {
  NewSeal seal = wanted();
  seal.valid_until = seal.valid_from - std::chrono::seconds(1);
  EXPECT_THAT(make(seal), fails_with("SEAL_DRAFT_INVALID"));
}

TEST(StoreInCabinet, WritesBothFilesForTheOwnerOnly) {
  const test::TemporaryFolder folder;
  const Bytes der = test::make_seal_of({.id = "S1"});
  ASSERT_THAT(store_in_cabinet(folder.path(), der, test_pki().signer.certificate), succeeds());
  EXPECT_EQ(test::read_file(folder.path() / "S1" / "seal.esl"), der);
  EXPECT_EQ(test::read_file(folder.path() / "S1" / "signer.cer"),
            to_bytes(test_pki().signer.certificate.der()));
  const auto others = std::filesystem::perms::group_all | std::filesystem::perms::others_all;
  for (const char* name : {"S1", "S1/seal.esl", "S1/signer.cer"})
    EXPECT_EQ(std::filesystem::status(folder.path() / name).permissions() & others,
              std::filesystem::perms::none)
        << name;
}

TEST(StoreInCabinet, KeepsASealThatIsThere) {
  const test::TemporaryFolder folder;
  const Bytes der = test::make_seal_of({.id = "S1"});
  ASSERT_THAT(store_in_cabinet(folder.path(), der, test_pki().signer.certificate), succeeds());
  EXPECT_THAT(
      store_in_cabinet(folder.path(), test::make_seal_of({.id = "S1"}), test_pki().signer.certificate),
      fails_with("SEAL_EXISTS"));
  EXPECT_EQ(test::read_file(folder.path() / "S1" / "seal.esl"), der);
}

TEST(StoreInCabinet, GoesOnAfterAnAttemptThatWasCutShort) {
  const test::TemporaryFolder folder;
  std::filesystem::create_directory(folder.path() / ".S1");
  test::write_file(folder.path() / ".S1" / "seal.esl", as_bytes("half"));
  const Bytes der = test::make_seal_of({.id = "S1"});
  ASSERT_THAT(store_in_cabinet(folder.path(), der, test_pki().signer.certificate), succeeds());
  EXPECT_EQ(test::read_file(folder.path() / "S1" / "seal.esl"), der);
}

TEST(StoreInCabinet, RefusesWhatIsNoSealAndUnsafeNames) {
  const test::TemporaryFolder folder;
  EXPECT_THAT(store_in_cabinet(folder.path(), as_bytes("no seal"), test_pki().signer.certificate),
              fails_with("SEAL_FORMAT"));
  EXPECT_THAT(
      store_in_cabinet(folder.path(), test::make_seal_of({.id = "../S1"}), test_pki().signer.certificate),
      fails_with("SEAL_ID_INVALID"));
}

TEST(StoreInCabinet, SaysWhenItCannotWrite) {
  const test::TemporaryFolder folder;
  test::write_file(folder.path() / "file", as_bytes("x"));
  EXPECT_THAT(store_in_cabinet(folder.path() / "file", test::make_seal_of({.id = "S1"}),
                               test_pki().signer.certificate),
              fails_with("SEAL_CABINET_UNWRITABLE"));
}

} // namespace
} // namespace elicense::seal
