// SPDX-License-Identifier: Apache-2.0
// Keys at rest: they come back under the right wrapping key and name, and under nothing else.
#include "crypto/key_store.hpp"
#include "crypto/sm4.hpp"
#include "tests/support/files.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/temporary_folder.hpp"
#include <gtest/gtest.h>
#include <sys/stat.h>

namespace elicense::crypto {
namespace {

namespace fs = std::filesystem;
using test::fails_with;
using test::succeeds;

// Places in the file, as the comment in the source has them.
constexpr std::size_t version_at = 4, flags_at = 5, salt_at = 6, iterations_at = 22, envelope_at = 26;

SecretBytes passphrase(std::string_view text) {
  return SecretBytes(as_bytes(text));
}

class KeyStoreTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(mkdir(keys().c_str(), 0700), 0);
    ASSERT_THAT(KeyStore::create_key_file(key_file(), system_random), succeeds());
  }
  fs::path keys() const { return folder_.path() / "keys"; }
  fs::path key_file() const { return folder_.path() / "wrapping.key"; }
  fs::path file_of(const std::string& name) const { return keys() / (name + ".key"); }
  KeyStore store() const { return KeyStore::open_with_key_file(keys(), key_file()).value(); }
  KeyStore phrase_store(std::string_view phrase = "correct horse") const {
    return KeyStore::open_with_passphrase(keys(), passphrase(phrase)).value();
  }
  void change(const std::string& name, std::size_t at, std::uint8_t value) const {
    Bytes content = test::read_file(file_of(name));
    content.at(at) = value;
    test::write_file(file_of(name), content);
  }
  void put(const std::string& name) const {
    ASSERT_THAT(store().put(name, key_, true, system_random), succeeds());
  }
  bool is_our_key(const Signer& signer) const {
    const Bytes signature = signer.sign(as_bytes("text")).value();
    return key_.public_key().check(as_bytes("text"), signature).value() == SignatureCheck::valid;
  }

  const Sm2PrivateKey key_ = Sm2PrivateKey::generate();

 private:
  test::TemporaryFolder folder_;
};

TEST_F(KeyStoreTest, KeysComeBack) {
  for (const bool development : {false, true}) {
    const std::string name = development ? "development" : "production";
    ASSERT_THAT(store().put(name, key_, development, system_random), succeeds());
    const KeyStore::Entry entry = store().get(name).value();
    EXPECT_TRUE(is_our_key(*entry.signer));
    EXPECT_EQ(entry.development, development);
  }
}

TEST_F(KeyStoreTest, KeysComeBackUnderAPassphrase) {
  ASSERT_THAT(phrase_store().put("seal", key_, false, system_random), succeeds());
  EXPECT_TRUE(is_our_key(*phrase_store().get("seal").value().signer));
  EXPECT_THAT(phrase_store("wrong horse").get("seal"), fails_with("KEY_UNLOCK"));
  EXPECT_THAT(store().get("seal"), fails_with("KEY_UNLOCK"));
}

TEST_F(KeyStoreTest, TheOtherWayOfWrappingDoesNotOpen) {
  put("seal");
  EXPECT_THAT(phrase_store().get("seal"), fails_with("KEY_UNLOCK"));
}

TEST_F(KeyStoreTest, AnotherKeyFileDoesNotOpen) {
  put("seal");
  fs::remove(key_file());
  ASSERT_THAT(KeyStore::create_key_file(key_file(), system_random), succeeds());
  EXPECT_THAT(store().get("seal"), fails_with("KEY_UNLOCK"));
}

TEST_F(KeyStoreTest, NothingReadableIsInTheFile) {
  put("seal");
  const Bytes content = test::read_file(file_of("seal"));
  const SecretBytes pkcs8 = key_.pkcs8(InsecurePrivateKeyAccess{});
  const std::string_view scalar = as_text(pkcs8.view().subspan(36, 32));
  EXPECT_EQ(as_text(content).find(scalar), std::string_view::npos);
  EXPECT_EQ(as_text(content).find("\x30\x81\x87"), std::string_view::npos);
}

TEST_F(KeyStoreTest, AnyPkcs8CanBeKeptAndExported) {
  const Bytes foreign = to_bytes("some PKCS#8 of another kind");
  ASSERT_THAT(store().put_pkcs8("tls", SecretBytes(ByteView(foreign)), false, system_random), succeeds());
  const SecretBytes exported = store().export_pkcs8("tls", InsecurePrivateKeyAccess{}).value();
  EXPECT_EQ(to_bytes(exported.view()), foreign);
  EXPECT_THAT(store().get("tls"), fails_with("SM2_KEY_MALFORMED"));
  EXPECT_THAT(store().export_pkcs8("nothing", InsecurePrivateKeyAccess{}), fails_with("KEY_NOT_FOUND"));
}

TEST_F(KeyStoreTest, SecretsComeBackAndAreNoKeys) {
  const SecretBytes secret(random_bytes(system_random, stored_secret_size));
  ASSERT_THAT(store().put_secret("secret", secret, true, system_random), succeeds());
  put("key");
  EXPECT_TRUE(equal(store().get_secret("secret")->view(), secret.view()));
  EXPECT_THAT(store().put_secret("secret", secret, true, system_random), fails_with("KEY_EXISTS"));
  EXPECT_THAT(store().get("secret"), fails_with("KEY_MALFORMED"));
  EXPECT_THAT(store().export_pkcs8("secret", InsecurePrivateKeyAccess{}), fails_with("KEY_MALFORMED"));
  EXPECT_THAT(store().get_secret("key"), fails_with("KEY_MALFORMED"));
  EXPECT_THAT(store().get_secret("none"), fails_with("KEY_NOT_FOUND"));
  change("secret", flags_at, 1); // a secret passed off as a key is noticed as any changed byte is
  EXPECT_THAT(store().get("secret"), fails_with("KEY_UNLOCK"));
}

TEST_F(KeyStoreTest, ASecretIsReplacedUnderItsName) {
  const SecretBytes first(Bytes(stored_secret_size, 1)), second(Bytes(stored_secret_size, 2));
  EXPECT_THAT(store().replace_secret("master", second, false, system_random), fails_with("KEY_NOT_FOUND"));
  ASSERT_THAT(store().put_secret("master", first, false, system_random), succeeds());
  const fs::path aside = keys() / "aside"; // another name for the file that is replaced
  fs::create_hard_link(file_of("master"), aside);
  ASSERT_THAT(store().replace_secret("master", second, false, system_random), succeeds());
  EXPECT_TRUE(equal(store().get_secret("master")->view(), second.view()));
  EXPECT_EQ(fs::status(file_of("master")).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  const Bytes before = test::read_file(aside);
  EXPECT_EQ(before, Bytes(before.size())) << "what stood there is overwritten";
}

TEST_F(KeyStoreTest, AKeyIsReplacedUnderItsName) {
  const auto first = Sm2PrivateKey::generate(), second = Sm2PrivateKey::generate();
  const auto replace = [&] {
    return store().replace_pkcs8("signs", second.pkcs8(InsecurePrivateKeyAccess{}), false, system_random);
  };
  EXPECT_THAT(replace(), fails_with("KEY_NOT_FOUND"));
  ASSERT_THAT(store().put("signs", first, false, system_random), succeeds());
  ASSERT_THAT(replace(), succeeds());
  EXPECT_EQ(store().get("signs")->signer->public_key().spki(), second.public_key().spki());
}

TEST_F(KeyStoreTest, ARemovedKeyIsOverwritten) {
  EXPECT_THAT(store().remove("seal"), fails_with("KEY_NOT_FOUND"));
  EXPECT_THAT(store().remove("../seal"), fails_with("KEY_NAME_INVALID"));
  put("seal");
  const fs::path aside = keys() / "aside";
  fs::create_hard_link(file_of("seal"), aside);
  ASSERT_THAT(store().remove("seal"), succeeds());
  EXPECT_THAT(store().get("seal"), fails_with("KEY_NOT_FOUND"));
  const Bytes before = test::read_file(aside);
  EXPECT_EQ(before, Bytes(before.size()));
}

TEST_F(KeyStoreTest, DevelopmentKeysOfAnyKindAreRefusedWhenAsked) {
  const SecretBytes secret(Bytes(stored_secret_size, 1));
  ASSERT_THAT(store().put("a", key_, false, system_random), succeeds());
  KeyStore production = store();
  EXPECT_THAT(production.refuse_development_keys(), succeeds());
  put("dev-key");
  ASSERT_THAT(store().put_pkcs8("dev-tls", secret, true, system_random), succeeds());
  ASSERT_THAT(store().put_secret("dev-secret", secret, true, system_random), succeeds());
  EXPECT_THAT(production.get("a"), succeeds());
  EXPECT_THAT(production.get("dev-key"), fails_with("KEY_DEVELOPMENT"));
  EXPECT_THAT(production.export_pkcs8("dev-tls", InsecurePrivateKeyAccess{}), fails_with("KEY_DEVELOPMENT"));
  EXPECT_THAT(production.get_secret("dev-secret"), fails_with("KEY_DEVELOPMENT"));
  const auto named = production.refuse_development_keys();
  ASSERT_THAT(named, fails_with("KEY_DEVELOPMENT"));
  EXPECT_EQ(named.error().detail, "dev-key, dev-secret, dev-tls");
}

TEST_F(KeyStoreTest, ASecretOfAnotherSizeIsNotKept) {
  for (const std::size_t size : {stored_secret_size - 1, stored_secret_size + 1})
    EXPECT_THROW((void)store().put_secret("secret", SecretBytes(size), true, system_random),
                 std::length_error);
}

TEST_F(KeyStoreTest, LargestKey) {
  const std::size_t largest = max_key_file_size - envelope_at - sealing_overhead;
  for (const std::size_t size : {largest - 1, largest}) {
    const std::string name = std::to_string(size);
    ASSERT_THAT(store().put_pkcs8(name, SecretBytes(size), false, system_random), succeeds());
    EXPECT_EQ(store().export_pkcs8(name, InsecurePrivateKeyAccess{}).value().size(), size);
  }
  EXPECT_THAT(store().put_pkcs8("above", SecretBytes(largest + 1), false, system_random),
              fails_with("KEY_TOO_LARGE"));
}

TEST_F(KeyStoreTest, NamesDoNotRepeat) {
  put("seal");
  EXPECT_THAT(store().put("seal", Sm2PrivateKey::generate(), true, system_random), fails_with("KEY_EXISTS"));
  EXPECT_TRUE(is_our_key(*store().get("seal").value().signer));
  EXPECT_THAT(store().get("other"), fails_with("KEY_NOT_FOUND"));
}

TEST_F(KeyStoreTest, NamesStayInTheFolder) {
  for (const std::string& name :
       {std::string(), std::string("."), std::string(".."), std::string("../seal"), std::string("a/b"),
        std::string(".hidden"), std::string("-x"), std::string("a b"), std::string("a\0b", 3),
        std::string("印章"), std::string(max_key_name_size + 1, 'n')}) {
    EXPECT_THAT(store().get(name), fails_with("KEY_NAME_INVALID")) << name;
    EXPECT_THAT(store().put(name, key_, true, system_random), fails_with("KEY_NAME_INVALID")) << name;
  }
  for (const std::string& name :
       {std::string("a"), std::string("Seal_1.v-2"), std::string(max_key_name_size - 1, 'n'),
        std::string(max_key_name_size, 'n')}) {
    put(name);
    EXPECT_THAT(store().get(name), succeeds()) << name;
  }
}

TEST_F(KeyStoreTest, AFileUnderAnotherNameDoesNotOpen) {
  put("seal");
  fs::rename(file_of("seal"), file_of("other"));
  EXPECT_THAT(store().get("other"), fails_with("KEY_UNLOCK"));
}

TEST_F(KeyStoreTest, ADevelopmentKeyCannotBePromoted) {
  put("seal");
  change("seal", flags_at, 0);
  EXPECT_THAT(store().get("seal"), fails_with("KEY_UNLOCK"));
}

TEST_F(KeyStoreTest, EveryChangedByteIsNoticed) {
  put("seal");
  const Bytes good = test::read_file(file_of("seal"));
  for (std::size_t at = 0; at < good.size(); ++at) {
    change("seal", at, static_cast<std::uint8_t>(good[at] ^ 0x10));
    EXPECT_FALSE(store().get("seal")) << at;
    change("seal", at, good[at]);
  }
  EXPECT_THAT(store().get("seal"), succeeds());
}

TEST_F(KeyStoreTest, UnknownHeadersAreMalformed) {
  put("seal");
  for (const std::size_t at : {std::size_t{0}, version_at, flags_at, salt_at, iterations_at, envelope_at}) {
    const std::uint8_t good = test::read_file(file_of("seal"))[at];
    change("seal", at, static_cast<std::uint8_t>(good ^ 0x80));
    EXPECT_THAT(store().get("seal"), fails_with("KEY_MALFORMED")) << at;
    change("seal", at, good);
  }
}

TEST_F(KeyStoreTest, CutFilesAreMalformedOrLocked) {
  put("seal");
  const Bytes good = test::read_file(file_of("seal"));
  for (const std::size_t size : {std::size_t{0}, envelope_at - 1, envelope_at, envelope_at + 48}) {
    test::write_file(file_of("seal"), ByteView(good).first(size));
    EXPECT_THAT(store().get("seal"), fails_with("KEY_MALFORMED")) << size;
  }
  test::write_file(file_of("seal"), ByteView(good).first(good.size() - 1));
  EXPECT_THAT(store().get("seal"), fails_with("KEY_UNLOCK"));
  test::write_file(file_of("seal"), Bytes(max_key_file_size + 1, 'k'));
  EXPECT_THAT(store().get("seal"), fails_with("KEY_MALFORMED"));
}

TEST_F(KeyStoreTest, IterationsOutsideTheRangeAreMalformed) {
  ASSERT_THAT(phrase_store().put("seal", key_, false, system_random), succeeds());
  const auto with_iterations = [&](std::uint32_t number) {
    for (std::size_t i = 0; i < 4; ++i)
      change("seal", iterations_at + i, static_cast<std::uint8_t>(number >> (24 - 8 * i)));
    return phrase_store().get("seal");
  };
  EXPECT_THAT(with_iterations(0), fails_with("KEY_MALFORMED"));
  EXPECT_THAT(with_iterations(min_key_derivation_iterations - 1), fails_with("KEY_MALFORMED"));
  EXPECT_THAT(with_iterations(min_key_derivation_iterations),
              fails_with("KEY_UNLOCK")); // tried, and another key
  EXPECT_THAT(with_iterations(max_key_derivation_iterations), fails_with("KEY_UNLOCK"));
  EXPECT_THAT(with_iterations(max_key_derivation_iterations + 1), fails_with("KEY_MALFORMED"));
  EXPECT_THAT(with_iterations(key_derivation_iterations), succeeds());
}

TEST_F(KeyStoreTest, ShortPassphrasesAreRefused) {
  EXPECT_THAT(KeyStore::open_with_passphrase(keys(), passphrase("")), fails_with("KEY_PASSPHRASE_SHORT"));
  EXPECT_THAT(KeyStore::open_with_passphrase(keys(), passphrase("1234567")),
              fails_with("KEY_PASSPHRASE_SHORT"));
  EXPECT_THAT(KeyStore::open_with_passphrase(keys(), passphrase("12345678")), succeeds());
}

TEST_F(KeyStoreTest, KeyFilesHave32BytesAndAreNotReplaced) {
  EXPECT_EQ(test::read_file(key_file()).size(), 32U);
  EXPECT_THAT(KeyStore::create_key_file(key_file(), system_random), fails_with("KEY_EXISTS"));
  for (const std::size_t size : {0U, 31U, 33U}) {
    test::write_file(key_file(), Bytes(size));
    EXPECT_THAT(KeyStore::open_with_key_file(keys(), key_file()), fails_with("KEY_MALFORMED")) << size;
  }
  fs::remove(key_file());
  EXPECT_THAT(KeyStore::open_with_key_file(keys(), key_file()), fails_with("KEY_NOT_FOUND"));
  EXPECT_THAT(KeyStore::create_key_file(keys() / "no" / "folder", system_random),
              fails_with("KEY_STORE_MISSING"));
}

TEST_F(KeyStoreTest, FoldersAndFilesOpenToOthersAreRefused) {
  put("seal");
  ASSERT_EQ(chmod(file_of("seal").c_str(), 0644), 0);
  EXPECT_THAT(store().get("seal"), fails_with("KEY_STORE_PERMISSIONS"));
  const KeyStore opened = store();
  ASSERT_EQ(chmod(keys().c_str(), 0755), 0);
  EXPECT_THAT(opened.get("seal"), fails_with("KEY_STORE_PERMISSIONS"));
  EXPECT_THAT(opened.put("new", key_, true, system_random), fails_with("KEY_STORE_PERMISSIONS"));
  EXPECT_THAT(KeyStore::open_with_key_file(keys(), key_file()), fails_with("KEY_STORE_PERMISSIONS"));
  EXPECT_THAT(KeyStore::open_with_passphrase(keys(), passphrase("12345678")),
              fails_with("KEY_STORE_PERMISSIONS"));
  ASSERT_EQ(chmod(keys().c_str(), 0700), 0);
  ASSERT_EQ(chmod(key_file().c_str(), 0640), 0);
  EXPECT_THAT(KeyStore::open_with_key_file(keys(), key_file()), fails_with("KEY_STORE_PERMISSIONS"));
}

TEST_F(KeyStoreTest, MissingFolder) {
  EXPECT_THAT(KeyStore::open_with_key_file(keys() / "nothing", key_file()), fails_with("KEY_STORE_MISSING"));
  EXPECT_THAT(KeyStore::open_with_passphrase(keys() / "nothing", passphrase("12345678")),
              fails_with("KEY_STORE_MISSING"));
}

} // namespace
} // namespace elicense::crypto
