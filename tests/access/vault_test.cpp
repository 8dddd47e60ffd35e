// SPDX-License-Identifier: Apache-2.0
#include "access/vault.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::access {
namespace {

using test::fails_with;
using test::succeeds;

const Vault& vault() {
  static const Vault made(crypto::SecretBytes(Bytes(vault_key_size, 1)), crypto::system_random);
  return made;
}

TEST(Vault, OpensWhatItSealedInItsPlaceOnly) {
  const Bytes secret(32, 9);
  const Bytes sealed = vault().seal(crypto::SecretBytes(ByteView(secret)), "here");
  EXPECT_TRUE(equal(vault().open(sealed, "here")->view(), secret));
  EXPECT_THAT(vault().open(sealed, "there"), fails_with("ACCESS_ROW_CHANGED"));
  EXPECT_NE(sealed, vault().seal(crypto::SecretBytes(ByteView(secret)), "here"));
  Bytes changed = sealed;
  changed.back() ^= 1;
  EXPECT_THAT(vault().open(changed, "here"), fails_with("ACCESS_ROW_CHANGED"));
}

TEST(Vault, ARowsCodeCoversTableAndFieldsWithTheirBorders) {
  const auto code = vault().code("t", {as_bytes("ab"), as_bytes("c")});
  EXPECT_THAT(vault().check("t", {as_bytes("ab"), as_bytes("c")}, code), succeeds());
  EXPECT_THAT(vault().check("u", {as_bytes("ab"), as_bytes("c")}, code), fails_with("ACCESS_ROW_CHANGED"));
  EXPECT_THAT(vault().check("t", {as_bytes("a"), as_bytes("bc")}, code), fails_with("ACCESS_ROW_CHANGED"));
  EXPECT_THAT(vault().check("t", {as_bytes("ab"), as_bytes("c"), ByteView()}, code),
              fails_with("ACCESS_ROW_CHANGED"));
  EXPECT_THAT(vault().check("t", {as_bytes("ab"), as_bytes("c")}, ByteView(code).first(31)),
              fails_with("ACCESS_ROW_CHANGED"));
}

TEST(Vault, NeedsAKeyOf32Bytes) {
  EXPECT_THROW(Vault(crypto::SecretBytes(31), crypto::system_random), std::invalid_argument);
  EXPECT_THROW(Vault(crypto::SecretBytes(33), crypto::system_random), std::invalid_argument);
}

} // namespace
} // namespace elicense::access
