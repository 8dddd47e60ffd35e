// SPDX-License-Identifier: Apache-2.0
#include "crypto/pem.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::crypto {
namespace {

using test::fails_with;

const std::string abc = "-----BEGIN THING-----\nYWJj\n-----END THING-----\n";

std::vector<Bytes> read_things(const std::string& pem) {
  return read_pem("THING", pem).value();
}

TEST(Pem, IsWrittenInLinesOf64) {
  EXPECT_EQ(write_pem("THING", as_bytes("abc")), abc);
  const std::string pem = write_pem("THING", Bytes(49, 0));
  EXPECT_EQ(pem, "-----BEGIN THING-----\n" + std::string(64, 'A') + "\nAA==\n-----END THING-----\n");
  EXPECT_EQ(read_things(pem), std::vector<Bytes>{Bytes(49, 0)});
}

TEST(Pem, HoldsSeveralBlocksWithTextAround) {
  EXPECT_EQ(read_things("Issuer: somebody\n" + abc + "\nand\n" + abc),
            std::vector<Bytes>(2, to_bytes("abc")));
}

TEST(Pem, MayHaveCarriageReturnsAndBlanksAtLineEnds) {
  EXPECT_EQ(read_things("-----BEGIN THING-----\r\nYW \r\nJj\t\r\n-----END THING-----"),
            std::vector<Bytes>{to_bytes("abc")});
}

TEST(Pem, IsRefusedWhenBroken) {
  for (const std::string pem :
       {"", "no block", "-----BEGIN THING-----\nYWJj\n", "-----BEGIN THING-----\nYWJ\n-----END THING-----\n",
        "-----BEGIN THING-----\n-----END THING-----\n", "-----BEGIN THING-----\nYWJj\n-----END OTHER-----\n",
        "-----BEGIN THING-----\nA: b\n\nYWJj\n-----END THING-----\n", "-----\n", "----------\n"})
    EXPECT_THAT(read_pem("THING", pem), fails_with("PEM_MALFORMED")) << pem;
}

TEST(Pem, HoldsNothingElse) {
  const Result<std::vector<Bytes>> blocks = read_pem("THING", abc + write_pem("PRIVATE KEY", as_bytes("x")));
  ASSERT_THAT(blocks, fails_with("PEM_MALFORMED"));
  EXPECT_THAT(blocks.error().detail, testing::HasSubstr("PRIVATE KEY"));
}

} // namespace
} // namespace elicense::crypto
