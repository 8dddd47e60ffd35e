// SPDX-License-Identifier: Apache-2.0
#include "crypto/hmac.hpp"
#include "crypto/sm4.hpp"
#include "store/sqlite/keyring.hpp"
#include "tests/store/sealing.hpp"
#include "tests/support/result_matchers.hpp"
#include <cstdlib>
#include <set>

namespace elicense::store {
namespace {

using test::fails_with;

class KeyringTest : public testing::Test {
 protected:
  const Sealing sealing = test_sealing();
  const Keyring keyring = Keyring::first(sealing);
  const Place place{"licenses", "row", "sealed_number"};
  const Bytes value = to_bytes("640104199001010026");
};

TEST_F(KeyringTest, OpensWhatItSealed) {
  for (const std::string& text : {std::string(), std::string("张三"), std::string(50'000, 'x')}) {
    const Bytes sealed = keyring.seal(place, as_bytes(text));
    EXPECT_EQ(sealed.size(), text.size() + crypto::sealing_overhead);
    EXPECT_EQ(as_text(keyring.open(place, keyring.active(), sealed)->view()), text);
  }
}

TEST_F(KeyringTest, EveryFlippedBitIsRefused) {
  Bytes sealed = keyring.seal(place, value);
  for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
    sealed[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    EXPECT_THAT(keyring.open(place, keyring.active(), sealed), fails_with("STORE_SEALED_FIELD")) << bit;
    sealed[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
  }
}

TEST_F(KeyringTest, AValueOfAnotherPlaceIsRefused) {
  const Bytes sealed = keyring.seal(place, value);
  for (const Place& other :
       {Place{"accesses", "row", "sealed_number"}, Place{"licenses", "other", "sealed_number"},
        Place{"licenses", "row", "sealed_data"}, Place{"licenses", "rows", "ealed_number"}})
    EXPECT_THAT(keyring.open(other, keyring.active(), sealed), fails_with("STORE_SEALED_FIELD"));
}

TEST_F(KeyringTest, AnUnknownKeyIsNamed) {
  EXPECT_THAT(keyring.open(place, 99, keyring.seal(place, value)), fails_with("STORE_KEY_UNKNOWN"));
}

TEST_F(KeyringTest, CutValuesAreRefused) {
  const Bytes sealed = keyring.seal(place, value);
  for (std::size_t size = 0; size < sealed.size(); ++size)
    EXPECT_THAT(keyring.open(place, keyring.active(), ByteView(sealed).first(size)),
                fails_with("STORE_SEALED_FIELD"));
}

TEST_F(KeyringTest, DigestsDependOnTheKeyTheKindAndWhereValuesEnd) {
  const Keyring other = Keyring::first(sealing);
  const auto digest = keyring.digest("kind", {as_bytes("ab"), as_bytes("c")});
  EXPECT_EQ(digest, keyring.digest("kind", {as_bytes("ab"), as_bytes("c")}));
  EXPECT_NE(digest, keyring.digest("kind", {as_bytes("a"), as_bytes("bc")}));
  EXPECT_NE(digest, keyring.digest("kinda", {as_bytes("b"), as_bytes("c")}));
  EXPECT_NE(digest, other.digest("kind", {as_bytes("ab"), as_bytes("c")}));
}

TEST_F(KeyringTest, AnIndexForgivesBlanksAndCase) {
  EXPECT_EQ(keyring.index("number", "64010419900101002x"),
            keyring.index("number", " 640104 19900101 002X\t"));
  EXPECT_NE(keyring.index("number", "640104199001010026"), keyring.index("number", "640104199001010027"));
  EXPECT_NE(keyring.index("number", "1"), keyring.index("holder 111", "1"));
}

// 10^6 of them with ELICENSE_FULL_TESTS in the environment.
TEST_F(KeyringTest, NoNonceIsUsedTwice) {
  const std::size_t writes = std::getenv("ELICENSE_FULL_TESTS") != nullptr ? 1'000'000 : 20'000;
  std::set<std::string> nonces;
  for (std::size_t i = 0; i < writes; ++i)
    nonces.emplace(as_text(ByteView(keyring.seal(place, value)).subspan(1, 16)));
  EXPECT_EQ(nonces.size(), writes);
}

} // namespace
} // namespace elicense::store
