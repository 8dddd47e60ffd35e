// SPDX-License-Identifier: Apache-2.0
#include "crypto/pem.hpp"
#include "crypto/trust_store.hpp"
#include "tests/support/certificate_recipe.hpp"
#include "tests/support/files.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/temporary_folder.hpp"

namespace elicense::crypto {
namespace {

using namespace test;
namespace fs = std::filesystem;

class TrustFolder : public testing::Test {
 protected:
  TrustFolder() {
    for (const char* name : {"anchors", "intermediates", "crls"})
      fs::create_directory(path(name));
  }

  fs::path path(const fs::path& below) const { return folder_.path() / below; }
  void put(const fs::path& below, ByteView content) const { write_file(path(below), content); }
  void put(const fs::path& below, const std::string& text) const { put(below, as_bytes(text)); }
  Result<TrustStore> load() const { return TrustStore::load(folder_.path(), pki.now); }

  void expect_refused_for(const std::string& name) const {
    const Result<TrustStore> store = load();
    ASSERT_THAT(store, fails_with("TRUST_STORE_UNREADABLE"));
    EXPECT_THAT(store.error().detail, testing::HasSubstr(name));
  }

  const TestPki& pki = test_pki();
  const Bytes list = crl_der({}, pki.root);
  TemporaryFolder folder_;
};

TEST_F(TrustFolder, HoldsAnchorsIntermediatesAndLists) {
  put("anchors/a.cer", pki.root.certificate.der());
  put("anchors/b.pem", pki.root.certificate.pem() + pki.signer.certificate.pem());
  put("anchors/c.crt", pki.root.certificate.pem());
  put("anchors/d.der", pki.root.certificate.der());
  put("intermediates/i.cer", pki.intermediate.certificate.der());
  put("crls/1.crl", list);
  put("crls/2.crl", write_pem("X509 CRL", list));
  const TrustStore store = load().value();
  EXPECT_EQ(store.anchors().size(), 5U);
  EXPECT_EQ(store.anchors()[2], pki.signer.certificate) << "in the order of the names";
  EXPECT_EQ(store.intermediates(), std::vector<Certificate>{pki.intermediate.certificate});
  EXPECT_EQ(store.crls().size(), 2U);
  EXPECT_EQ(store.loaded_at(), pki.now);
}

TEST_F(TrustFolder, MayBeEmptyOrLackAllButAnchors) {
  EXPECT_TRUE(load().value().anchors().empty());
  fs::remove(path("intermediates"));
  fs::remove(path("crls"));
  EXPECT_TRUE(load().value().crls().empty());
  fs::remove(path("anchors"));
  expect_refused_for("anchors");
}

TEST_F(TrustFolder, IsRefusedForAnyFileThatCannotBeRead) {
  put("anchors/a.cer", pki.root.certificate.der());
  for (const auto& [name, content] : {std::pair<std::string, Bytes>("anchors/bad.cer", to_bytes("nothing")),
                                      {"anchors/empty.cer", {}},
                                      {"anchors/list.cer", list},
                                      {"intermediates/cut.der", {0x30, 0x05, 0x00}},
                                      {"crls/certificate.crl", to_bytes(pki.root.certificate.der())},
                                      {"crls/list.pem", list},
                                      {"anchors/root.cert", to_bytes(pki.root.certificate.der())}}) {
    put(name, content);
    expect_refused_for(name);
    fs::remove(path(name));
    EXPECT_THAT(load(), succeeds());
  }
}

TEST_F(TrustFolder, IsRefusedForAPrivateKeyInIt) {
  put("anchors/both.pem", pki.root.certificate.pem() + write_pem("PRIVATE KEY", as_bytes("secret")));
  expect_refused_for("both.pem");
}

TEST_F(TrustFolder, PassesOverNotesAndHiddenFiles) {
  put("anchors/README.md", std::string("notes"));
  put("anchors/notes.txt", std::string("notes"));
  put("crls/.gitkeep", std::string());
  fs::create_directory(path("anchors/..data"));
  EXPECT_THAT(load(), succeeds());
}

TEST_F(TrustFolder, MayHoldLinksToFilesButNoFolders) {
  put("anchors/.real", pki.root.certificate.der());
  fs::create_symlink(".real", path("anchors/link.cer"));
  EXPECT_EQ(load().value().anchors().size(), 1U);
  fs::create_directory(path("anchors/folder.cer"));
  expect_refused_for("folder.cer");
}

TEST_F(TrustFolder, IsRefusedForAFileThatEndsEarly) {
  const fs::path shorter_than_it_says = "/sys/devices/system/cpu/online"; // a page, says its size
  if (!fs::exists(shorter_than_it_says)) GTEST_SKIP() << "there is no such file here";
  fs::create_symlink(shorter_than_it_says, path("anchors/early.cer"));
  expect_refused_for("early.cer: cannot be read");
}

TEST_F(TrustFolder, HasALimitOfFileSize) {
  // Blanks before the PEM block fill the file.
  const std::string pem = pki.root.certificate.pem();
  std::string text = std::string(max_trust_file_size - pem.size() - 1, ' ') + "\n" + pem;
  put("anchors/large.pem", text);
  EXPECT_EQ(load().value().anchors().size(), 1U);
  put("anchors/large.pem", text + "\n");
  expect_refused_for("large.pem");
}

TEST_F(TrustFolder, HasALimitOfFiles) {
  for (std::size_t i = 0; i < max_trust_files; ++i)
    put("crls/" + std::to_string(i) + ".crl", list);
  EXPECT_EQ(load().value().crls().size(), max_trust_files);
  put("crls/more.crl", list);
  expect_refused_for("crls");
}

TEST(TrustStore, TrustsNobodyByItself) {
  const TrustStore store;
  EXPECT_TRUE(store.anchors().empty());
  EXPECT_FALSE(store.has_development_anchor());
}

TEST(TrustStore, KnowsDevelopmentAnchors) {
  EXPECT_TRUE(test_pki().trust().has_development_anchor());
  const Identity root = make_self_signed(authority_recipe("Real root"));
  EXPECT_FALSE(TrustStore({root.certificate}, {test_pki().intermediate.certificate}, {}, test_pki().now)
                   .has_development_anchor());
}

} // namespace
} // namespace elicense::crypto
