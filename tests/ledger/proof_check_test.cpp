// SPDX-License-Identifier: Apache-2.0
// Checking proofs: all of small trees, every bit of them changed, every wrong place and length, and vectors
// that others made.
#include "crypto/sha256.hpp"
#include "ledger/proof.hpp"
#include "ledger/proof_check.hpp"
#include "tests/support/files.hpp"
#include "tests/support/memory_ledger.hpp"
#include "tests/support/result_matchers.hpp"
#include <nlohmann/json.hpp>

namespace elicense::ledger {
namespace {

using namespace test;

constexpr std::uint64_t all_sizes = 66; // past 64: full trees of up to six levels and their neighbours

struct Heads {
  TreeHash hash;
  MemoryLedger ledger;
  std::vector<TreeHead> head;
  explicit Heads(std::uint64_t largest) {
    for (std::uint64_t size = 0; size <= largest; ++size) {
      ledger.grow_to(size);
      head.push_back({size, ledger.tree().root()});
    }
  }
  Hash leaf(std::uint64_t index) const { return numbered_leaf(hash, index); }
  Proof path(std::uint64_t index, std::uint64_t size) const {
    return inclusion_proof(hash, ledger, index, size).value();
  }
  Proof growth(std::uint64_t from, std::uint64_t to) const {
    return consistency_proof(hash, ledger, from, to).value();
  }
  auto includes(std::uint64_t index, std::uint64_t size, const Proof& proof) const {
    return check_inclusion(hash, leaf(index), index, head[size], proof);
  }
  auto grows(std::uint64_t from, std::uint64_t to, const Proof& proof) const {
    return check_consistency(hash, head[from], head[to], proof);
  }
};

const Heads& heads() {
  static const Heads made(all_sizes);
  return made;
}

void for_each_flipped_bit(const Hash& good, const std::function<void(const Hash&)>& look_at) {
  for (std::size_t bit = 0; bit < 8 * good.size(); ++bit) {
    Hash changed = good;
    changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ 1U << bit % 8);
    look_at(changed);
  }
}

void for_each_flipped_bit(const Proof& good, const std::function<void(const Proof&)>& look_at) {
  for (std::size_t i = 0; i < good.size(); ++i)
    for_each_flipped_bit(good[i], [&](const Hash& hash) {
      Proof changed = good;
      changed[i] = hash;
      look_at(changed);
    });
}

// One hash less or more, at either end.
std::vector<Proof> of_other_lengths(const Proof& good) {
  Proof longer = good, before = good, shorter = good;
  longer.push_back(Hash{});
  before.insert(before.begin(), Hash{});
  std::vector<Proof> others = {longer, before};
  if (good.empty()) return others;
  shorter.pop_back();
  others.push_back(shorter);
  others.emplace_back(good.begin() + 1, good.end());
  return others;
}

TEST(Inclusion, HoldsForEveryLeafOfEverySize) {
  for (std::uint64_t size = 1; size <= all_sizes; ++size)
    for (std::uint64_t index = 0; index < size; ++index)
      ASSERT_THAT(heads().includes(index, size, heads().path(index, size)), succeeds())
          << index << " of " << size;
}

TEST(Inclusion, HoldsAtNoOtherPlaceAndInNoOtherTree) {
  for (std::uint64_t size = 1; size <= 20; ++size)
    for (std::uint64_t index = 0; index < size; ++index) {
      const Proof proof = heads().path(index, size);
      for (std::uint64_t other = 0; other <= 21; ++other) {
        ASSERT_EQ(
            check_inclusion(heads().hash, heads().leaf(index), other, heads().head[size], proof).has_value(),
            other == index);
        ASSERT_EQ(heads().includes(index, other, proof).has_value(), other == size);
      }
    }
}

TEST(Inclusion, FallsWithEveryBit) {
  for (std::uint64_t size = 1; size <= 9; ++size)
    for (std::uint64_t index = 0; index < size; ++index) {
      const Proof proof = heads().path(index, size);
      const TreeHead& head = heads().head[size];
      const auto wrong = fails_with("LEDGER_PROOF_WRONG");
      for_each_flipped_bit(
          proof, [&](const Proof& changed) { ASSERT_THAT(heads().includes(index, size, changed), wrong); });
      for_each_flipped_bit(heads().leaf(index), [&](const Hash& leaf) {
        ASSERT_THAT(check_inclusion(heads().hash, leaf, index, head, proof), wrong);
      });
      for_each_flipped_bit(head.root, [&](const Hash& root) {
        ASSERT_THAT(check_inclusion(heads().hash, heads().leaf(index), index, {size, root}, proof), wrong);
      });
    }
}

TEST(Inclusion, HasOneLengthOnly) {
  for (std::uint64_t size = 1; size <= 20; ++size)
    for (std::uint64_t index = 0; index < size; ++index)
      for (const Proof& other : of_other_lengths(heads().path(index, size)))
        ASSERT_THAT(heads().includes(index, size, other), fails_with("LEDGER_PROOF_MALFORMED"));
}

TEST(Inclusion, IsTotalAtTheEndsOfTheNumbers) {
  const TreeHash hash;
  const Proof proof(200);
  for (const std::uint64_t size : {std::uint64_t{0}, max_tree_size, max_tree_size + 1, ~std::uint64_t{0}})
    for (const std::uint64_t index : {std::uint64_t{0}, max_tree_size - 1, max_tree_size, ~std::uint64_t{0}})
      for (std::size_t length = 0; length < proof.size(); ++length)
        EXPECT_FALSE(check_inclusion(hash, Hash{}, index, {size, Hash{}}, std::span(proof).first(length)));
}

TEST(Consistency, HoldsBetweenAllSizes) {
  for (std::uint64_t to = 1; to <= all_sizes; ++to)
    for (std::uint64_t from = 1; from <= to; ++from)
      ASSERT_THAT(heads().grows(from, to, heads().growth(from, to)), succeeds()) << from << " to " << to;
}

TEST(Consistency, HoldsBetweenNoOtherSizes) {
  for (std::uint64_t to = 1; to <= 14; ++to)
    for (std::uint64_t from = 1; from < to; ++from) {
      const Proof proof = heads().growth(from, to);
      for (std::uint64_t other = 0; other <= 15; ++other) {
        ASSERT_EQ(heads().grows(other, to, proof).has_value(), other == from) << from << " to " << to;
        ASSERT_EQ(heads().grows(from, other, proof).has_value(), other == to) << from << " to " << to;
      }
    }
}

TEST(Consistency, FallsWithEveryBit) {
  const auto wrong = fails_with("LEDGER_PROOF_WRONG");
  for (std::uint64_t to = 1; to <= 9; ++to)
    for (std::uint64_t from = 1; from <= to; ++from) {
      const Proof proof = heads().growth(from, to);
      for_each_flipped_bit(
          proof, [&](const Proof& changed) { ASSERT_THAT(heads().grows(from, to, changed), wrong); });
      for_each_flipped_bit(heads().head[from].root, [&](const Hash& root) {
        ASSERT_THAT(check_consistency(heads().hash, {from, root}, heads().head[to], proof), wrong);
      });
      for_each_flipped_bit(heads().head[to].root, [&](const Hash& root) {
        ASSERT_THAT(check_consistency(heads().hash, heads().head[from], {to, root}, proof), wrong);
      });
    }
}

TEST(Consistency, HasOneLengthOnly) {
  for (std::uint64_t to = 1; to <= 20; ++to)
    for (std::uint64_t from = 1; from <= to; ++from)
      for (const Proof& other : of_other_lengths(heads().growth(from, to)))
        ASSERT_THAT(heads().grows(from, to, other), fails_with("LEDGER_PROOF_MALFORMED"));
}

TEST(Consistency, ToAnotherHistoryIsRefused) {
  const Heads& good = heads();
  MemoryLedger forked;
  for (std::uint64_t i = 0; i < 20; ++i)
    forked.append(numbered_leaf(TreeHash(), i == 7 ? 1000 : i));
  const TreeHead head{20, forked.tree().root()};
  for (std::uint64_t from = 8; from < 20; ++from) {
    const Proof proof = consistency_proof(TreeHash(), forked, from, 20).value();
    EXPECT_THAT(check_consistency(TreeHash(), good.head[from], head, proof),
                fails_with("LEDGER_PROOF_WRONG"));
  }
}

TEST(Consistency, IsTotalAtTheEndsOfTheNumbers) {
  const TreeHash hash;
  const Proof proof(200);
  const std::uint64_t ends[] = {0, 1, max_tree_size - 1, max_tree_size, max_tree_size + 1, ~std::uint64_t{0}};
  for (const std::uint64_t from : ends)
    for (const std::uint64_t to : ends)
      for (std::size_t length = 1; length < proof.size(); ++length)
        EXPECT_FALSE(check_consistency(hash, {from, Hash{}}, {to, Hash{1}}, std::span(proof).first(length)));
}

// --- vectors of transparency-dev/merkle, with SHA-256 ---

// They hold roots and hashes of other lengths too; our types cannot, so that each stands for itself by its
// digest.
Hash hash_in(const nlohmann::json& base64) {
  const Bytes bytes = from_base64(base64.get<std::string>()).value();
  Hash hash{};
  if (bytes.size() != hash.size()) return crypto::sha256({bytes});
  std::ranges::copy(bytes, hash.begin());
  return hash;
}

Proof proof_in(const nlohmann::json& vector) {
  Proof proof;
  for (const auto& hash : vector.at("proof"))
    proof.push_back(hash_in(hash));
  return proof;
}

std::size_t for_each_vector(const std::string& folder,
                            const std::function<bool(const nlohmann::json&)>& holds) {
  std::size_t count = 0;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(shared_folder() / "vectors" / folder)) {
    if (entry.path().extension() != ".json") continue;
    const auto vector = nlohmann::json::parse(read_file(entry.path()));
    EXPECT_EQ(holds(vector), !vector.at("wantErr").get<bool>()) << entry.path();
    ++count;
  }
  return count;
}

TEST(Inclusion, VectorsOfOthers) {
  if (!read_shared("vectors/README.md")) GTEST_SKIP() << "no vectors beside this checkout";
  const auto holds = [](const nlohmann::json& vector) {
    if (vector.at("root") == "" || vector.at("leafHash") == "") return false;
    return check_inclusion(TreeHash(HashAlgorithm::sha256), hash_in(vector.at("leafHash")),
                           vector.at("leafIdx"), {vector.at("treeSize"), hash_in(vector.at("root"))},
                           proof_in(vector))
        .has_value();
  };
  EXPECT_GT(for_each_vector("merkle-inclusion", holds), 90U);
}

TEST(Consistency, VectorsOfOthers) {
  if (!read_shared("vectors/README.md")) GTEST_SKIP() << "no vectors beside this checkout";
  const auto holds = [](const nlohmann::json& vector) {
    return check_consistency(TreeHash(HashAlgorithm::sha256),
                             {vector.at("size1"), hash_in(vector.at("root1"))},
                             {vector.at("size2"), hash_in(vector.at("root2"))}, proof_in(vector))
        .has_value();
  };
  EXPECT_GT(for_each_vector("merkle-consistency", holds), 90U);
}

} // namespace
} // namespace elicense::ledger
