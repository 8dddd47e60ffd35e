// SPDX-License-Identifier: Apache-2.0
// Making proofs: the known ones of RFC 6962 section 2.1.3, the number of hashes read, and what cannot be
// asked.
#include "ledger/proof.hpp"
#include "tests/support/memory_ledger.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::ledger {
namespace {

using namespace test;
using testing::ElementsAre;
using testing::IsEmpty;

// The tree of RFC 6962 2.1.3: leaves d0 … d6 with hashes a b c d e f j.
struct Example {
  TreeHash hash;
  MemoryLedger ledger;
  std::vector<Hash> leaf;
  Hash a, b, c, d, e, f, g, h, i, j, k, l;
  Example() : leaf(numbered_leaves(hash, 7)) {
    ledger.grow_to(7);
    a = leaf[0], b = leaf[1], c = leaf[2], d = leaf[3], e = leaf[4], f = leaf[5], j = leaf[6];
    g = hash.node(a, b), h = hash.node(c, d), i = hash.node(e, f);
    k = hash.node(g, h), l = hash.node(i, j);
  }
  Proof path(std::uint64_t index) const { return inclusion_proof(hash, ledger, index, 7).value(); }
  Proof growth(std::uint64_t from) const { return consistency_proof(hash, ledger, from, 7).value(); }
};

TEST(InclusionProof, OfTheExamplesInRfc6962) {
  const Example example;
  EXPECT_THAT(example.path(0), ElementsAre(example.b, example.h, example.l));
  EXPECT_THAT(example.path(3), ElementsAre(example.c, example.g, example.l));
  EXPECT_THAT(example.path(4), ElementsAre(example.f, example.j, example.k));
  EXPECT_THAT(example.path(6), ElementsAre(example.i, example.k));
}

TEST(ConsistencyProof, OfTheExamplesInRfc6962) {
  const Example example;
  EXPECT_THAT(example.growth(3), ElementsAre(example.c, example.d, example.g, example.l));
  EXPECT_THAT(example.growth(4), ElementsAre(example.l));
  EXPECT_THAT(example.growth(6), ElementsAre(example.i, example.j, example.k));
  EXPECT_THAT(example.growth(7), IsEmpty());
}

TEST(Proofs, ReadOnceAndNoMoreThanTheHeightTwice) {
  MemoryLedger ledger;
  ledger.grow_to(1000);
  for (std::uint64_t at = 1; at <= 1000; ++at) {
    ledger.reads = ledger.hashes_read = 0;
    ASSERT_THAT(inclusion_proof(TreeHash(), ledger, at - 1, 1000), succeeds());
    ASSERT_LE(ledger.hashes_read, 20U);
    ASSERT_THAT(consistency_proof(TreeHash(), ledger, at, 1000), succeeds());
    ASSERT_EQ(ledger.reads, 2U);
    ASSERT_LE(ledger.hashes_read, 40U);
  }
}

TEST(Proofs, OfPlacesOutsideTheTreeAreNotMade) {
  const MemoryLedger none;
  const auto inclusion = [&](std::uint64_t index, std::uint64_t size) {
    return inclusion_proof(TreeHash(), none, index, size);
  };
  const auto consistency = [&](std::uint64_t from, std::uint64_t to) {
    return consistency_proof(TreeHash(), none, from, to);
  };
  EXPECT_THAT(inclusion(0, 0), fails_with("LEDGER_RANGE"));
  EXPECT_THAT(inclusion(5, 5), fails_with("LEDGER_RANGE"));
  EXPECT_THAT(inclusion(0, max_tree_size + 1), fails_with("LEDGER_RANGE"));
  EXPECT_THAT(inclusion(~std::uint64_t{0}, max_tree_size), fails_with("LEDGER_RANGE"));
  EXPECT_THAT(consistency(0, 5), fails_with("LEDGER_RANGE"));
  EXPECT_THAT(consistency(6, 5), fails_with("LEDGER_RANGE"));
  EXPECT_THAT(consistency(1, max_tree_size + 1), fails_with("LEDGER_RANGE"));
}

TEST(Proofs, SayWhatTheSourceSays) {
  const MemoryLedger none;
  EXPECT_THAT(inclusion_proof(TreeHash(), none, 0, max_tree_size), fails_with("LEDGER_TEST_MISSING"));
  EXPECT_THAT(consistency_proof(TreeHash(), none, 3, max_tree_size), fails_with("LEDGER_TEST_MISSING"));
}

} // namespace
} // namespace elicense::ledger
