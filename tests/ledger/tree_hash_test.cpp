// SPDX-License-Identifier: Apache-2.0
// Hashes of leaves and nodes: the known answers of RFC 6962 trees, and the same by the words of the standard.
#include "crypto/sha256.hpp"
#include "crypto/sm3.hpp"
#include "ledger/tree_hash.hpp"
#include <gtest/gtest.h>

namespace elicense::ledger {
namespace {

const TreeHash sha256_tree(HashAlgorithm::sha256);
const TreeHash sm3_tree(HashAlgorithm::sm3);

TEST(TreeHash, KnownAnswersOfRfc6962WithSha256) {
  EXPECT_EQ(to_hex(sha256_tree.empty()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(to_hex(sha256_tree.leaf({})), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  EXPECT_EQ(to_hex(sha256_tree.leaf(as_bytes("L123456"))),
            "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
}

TEST(TreeHash, IsSm3UnlessToldOtherwise) {
  EXPECT_EQ(TreeHash().empty(), crypto::sm3({}));
  EXPECT_EQ(TreeHash().leaf(as_bytes("a")), sm3_tree.leaf(as_bytes("a")));
  EXPECT_NE(sm3_tree.leaf(as_bytes("a")), sha256_tree.leaf(as_bytes("a")));
}

TEST(TreeHash, LeavesAndNodesHaveTheirPrefixes) {
  const Hash left = sm3_tree.leaf(as_bytes("left")), right = sm3_tree.leaf(as_bytes("right"));
  Bytes node{0x01};
  node.insert(node.end(), left.begin(), left.end());
  node.insert(node.end(), right.begin(), right.end());
  EXPECT_EQ(sm3_tree.node(left, right), crypto::sm3(node));
  EXPECT_EQ(sha256_tree.node(left, right), crypto::sha256({node}));
  EXPECT_NE(sm3_tree.node(left, right), sm3_tree.node(right, left));
  EXPECT_EQ(left, crypto::sm3(as_bytes(std::string_view("\0left", 5))));
  EXPECT_NE(sm3_tree.leaf(ByteView(node).subspan(1)), sm3_tree.node(left, right));
}

} // namespace
} // namespace elicense::ledger
