// SPDX-License-Identifier: Apache-2.0
// When a checkpoint is signed, and that nothing is signed or handed out of a book that was tampered with.
#include "ledger/keeper.hpp"
#include "tests/support/ledger_parts.hpp"
#include "tests/support/memory_book.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::ledger {
namespace {

using test::fails_with;
using test::succeeds;

class Keeping : public testing::Test {
 protected:
  Keeping() { keeper = open(); }
  std::unique_ptr<Keeper> open(const crypto::Signer& signer = test::log_signer()) {
    const std::shared_ptr<const crypto::Signer> shared(&signer, [](const auto*) {});
    return Keeper::open({.book = book, .signer = shared, .origin = std::string(test::log_name)}).value();
  }
  // Another key signs from now on, and that of log_signer() signed trees of up to `last_size` leaves.
  std::unique_ptr<Keeper> open_next(std::uint64_t last_size) {
    const std::shared_ptr<const crypto::Signer> shared(&test::unknown_signer(), [](const auto*) {});
    return Keeper::open({.book = book,
                         .signer = shared,
                         .origin = std::string(test::log_name),
                         .former = {{keeper->key(), last_size}}})
        .value();
  }
  void grow(std::uint64_t count) {
    for (; count > 0; --count)
      ASSERT_THAT(book.append(test::entry_of(EntryKind::seal_used, now)), succeeds());
  }
  std::size_t signed_after(std::chrono::seconds later) {
    EXPECT_THAT(keeper->keep(now += later), succeeds());
    return book.checkpoints.size();
  }
  Time now = Time(std::chrono::seconds(1'800'000'000));
  test::MemoryBook book;
  std::unique_ptr<Keeper> keeper;
};

using std::chrono::seconds;

TEST_F(Keeping, SignsOnlyWhenTheLedgerHasGrown) {
  EXPECT_EQ(signed_after(seconds(10)), 0U);
  grow(1);
  EXPECT_EQ(signed_after(seconds(0)), 1U);
  EXPECT_EQ(signed_after(seconds(10)), 1U);
}

TEST_F(Keeping, WaitsASecondUnlessAThousandEntriesCame) {
  grow(1);
  ASSERT_EQ(signed_after(seconds(0)), 1U);
  grow(checkpoint_entries - 1);
  EXPECT_EQ(signed_after(seconds(0)), 1U);
  grow(1);
  EXPECT_EQ(signed_after(seconds(0)), 2U);
  grow(1);
  EXPECT_EQ(signed_after(seconds(0)), 2U);
  EXPECT_EQ(signed_after(seconds(1)), 3U);
}

TEST_F(Keeping, SignsWhatItsPolicyOpens) {
  grow(300);
  const auto tree = keeper->newest().value();
  const auto opened = open_checkpoint(tree.note, test::log_policy()).value().checkpoint;
  EXPECT_EQ(opened.origin, test::log_name);
  EXPECT_EQ(opened.tree.size, 300U);
  EXPECT_EQ(tree.size, 300U);
}

TEST_F(Keeping, GivesTheNewestAgainWhileItCovers) {
  grow(3);
  const std::string first = keeper->covering(3)->note;
  grow(1);
  EXPECT_EQ(keeper->covering(3)->note, first);
  EXPECT_EQ(keeper->newest()->note, first);
  EXPECT_EQ(keeper->covering(4)->size, 4U);
  EXPECT_THAT(keeper->covering(5), fails_with("LEDGER_RANGE"));
  EXPECT_EQ(book.checkpoints.size(), 2U);
}

TEST_F(Keeping, SignsTheEmptyLedgerAndGoesOn) {
  EXPECT_EQ(keeper->newest()->size, 0U);
  grow(1);
  EXPECT_THAT(keeper->covering(1), succeeds());
}

TEST_F(Keeping, HandsOutReceiptsOfEveryLeaf) {
  grow(260);
  for (const std::uint64_t index : {0U, 1U, 255U, 256U, 259U}) {
    const auto receipt = keeper->receipt(index).value();
    EXPECT_EQ(check_receipt(parse_receipt(write_receipt(receipt)).value(), test::log_policy())->index, index);
    EXPECT_EQ(receipt.extra, book.leaves[index]);
  }
  for (const std::uint64_t outside : {std::uint64_t{260}, max_tree_size, ~std::uint64_t{0}})
    EXPECT_THAT(keeper->receipt(outside), fails_with("LEDGER_RANGE"));
}

class KeepingWitnessed : public Keeping {
 protected:
  static std::string cosigned(const SignedTree& tree) {
    const std::string text = parse_note(tree.note)->text;
    return tree.note +
           write_signature_line(
               cosign(text, test::witness_name(0), test::witness_signer(0), test::witness_time(0)).value());
  }
};

TEST_F(KeepingWitnessed, ACheckpointStandsInReceiptsOfTheLeavesItCovers) {
  grow(3);
  const std::string note = cosigned(keeper->newest().value());
  ASSERT_THAT(keeper->remember_witnessed(note), succeeds());
  EXPECT_EQ(keeper->published()->note, note);
  grow(2);
  for (const std::uint64_t index : {0U, 2U})
    EXPECT_THAT(check_receipt(keeper->receipt(index).value(), test::log_policy(1)), succeeds()) << index;
  const auto fresh = keeper->receipt(3).value();
  EXPECT_THAT(check_receipt(fresh, test::log_policy(1)), fails_with("LEDGER_WITNESSES"));
  EXPECT_THAT(check_receipt(fresh, test::log_policy()), succeeds());
  EXPECT_NE(keeper->published()->note, note) << "there is a newer tree";
}

TEST_F(KeepingWitnessed, AnOlderCheckpointReplacesNone) {
  grow(1);
  const std::string older = cosigned(keeper->newest().value());
  grow(1);
  const std::string newer = cosigned(keeper->covering(2).value());
  ASSERT_THAT(keeper->remember_witnessed(newer), succeeds());
  ASSERT_THAT(keeper->remember_witnessed(older), succeeds());
  EXPECT_EQ(keeper->published()->note, newer);
}

TEST_F(KeepingWitnessed, ACheckpointThatTheBookDoesNotBeginWithIsRefused) {
  grow(3);
  const std::string note = cosigned(keeper->newest().value());
  book.leaves[1] = encode_entry(test::entry_of(EntryKind::seal_made, now)).value();
  EXPECT_THAT(keeper->remember_witnessed(note), fails_with("LEDGER_ROLLED_BACK"));
  book.leaves.resize(2);
  EXPECT_THAT(keeper->remember_witnessed(note), fails_with("LEDGER_ROLLED_BACK"));
  EXPECT_THAT(keeper->remember_witnessed("no note"), fails_with("LEDGER_NOTE_MALFORMED"));
}

TEST_F(Keeping, ProvesGrowth) {
  grow(4);
  const auto from = open_checkpoint(keeper->newest()->note, keeper->policy())->checkpoint.tree;
  grow(5);
  const auto to = open_checkpoint(keeper->covering(9)->note, keeper->policy())->checkpoint.tree;
  EXPECT_THAT(check_consistency(TreeHash(), from, to, keeper->consistency(4, 9).value()), succeeds());
  EXPECT_THAT(keeper->consistency(4, 10), fails_with("LEDGER_RANGE"));
  EXPECT_THAT(keeper->consistency(0, 9), fails_with("LEDGER_RANGE"));
  EXPECT_THAT(keeper->consistency(9, 4), fails_with("LEDGER_RANGE"));
}

TEST_F(Keeping, SignsNothingAfterAChangedLeaf) {
  grow(5);
  ASSERT_THAT(keeper->newest(), succeeds());
  book.leaves[2] = encode_entry(test::entry_of(EntryKind::seal_made, now)).value();
  EXPECT_THAT(keeper->receipt(1), fails_with("LEDGER_FORKED"));
  grow(1);
  EXPECT_THAT(keeper->keep(now + seconds(5)), fails_with("LEDGER_FORKED"));
  EXPECT_THAT(keeper->covering(6), fails_with("LEDGER_FORKED"));
  EXPECT_EQ(book.checkpoints.size(), 1U);
}

TEST_F(Keeping, SignsNothingAfterACutTail) {
  grow(5);
  ASSERT_THAT(keeper->newest(), succeeds());
  book.leaves.resize(4);
  EXPECT_THAT(keeper->keep(now), fails_with("LEDGER_FORKED"));
  EXPECT_THAT(keeper->receipt(4), fails_with("LEDGER_RANGE"));
}

TEST_F(Keeping, BelievesNoCheckpointOfAnotherKey) {
  grow(2);
  ASSERT_THAT(open(test::unknown_signer())->newest(), succeeds());
  EXPECT_THAT(keeper->receipt(0), fails_with("LEDGER_FORKED"));
  grow(1);
  EXPECT_THAT(keeper->covering(3), fails_with("LEDGER_FORKED"));
}

TEST_F(Keeping, ANextKeySignsBehindTheFormerOnesLastTreeAndGoesOn) {
  grow(5);
  ASSERT_THAT(keeper->newest(), succeeds());
  const auto next = open_next(5);
  EXPECT_THAT(next->keep(now), succeeds()) << "it has not grown";
  ASSERT_THAT(next->succeed(), succeeds());
  ASSERT_THAT(next->succeed(), succeeds());
  ASSERT_EQ(book.checkpoints.size(), 2U);
  EXPECT_EQ(book.checkpoints[1].size, 5U);
  grow(1);
  ASSERT_THAT(next->keep(now + seconds(5)), succeeds());
  EXPECT_EQ(book.checkpoints.size(), 3U);
  const auto receipt = next->receipt(2).value();
  EXPECT_FALSE(open_checkpoint(receipt.checkpoint, next->policy())->by_former);
  EXPECT_THAT(next->remember_witnessed(book.checkpoints[0].note), succeeds());
}

TEST_F(Keeping, GoesOnFromAFormerKeysCheckpointWhenItSucceedsOnly) {
  grow(5);
  ASSERT_THAT(keeper->newest(), succeeds());
  const auto next = open_next(5);
  grow(1);
  EXPECT_THAT(next->keep(now + seconds(5)), fails_with("LEDGER_FORKED"));
  EXPECT_THAT(next->covering(6), fails_with("LEDGER_FORKED"));
  EXPECT_EQ(book.checkpoints.size(), 1U);
}

TEST_F(Keeping, ANextKeySucceedsNothingThatWasChanged) {
  grow(5);
  ASSERT_THAT(keeper->newest(), succeeds());
  book.leaves[2] = encode_entry(test::entry_of(EntryKind::seal_made, now)).value();
  EXPECT_THAT(open_next(5)->succeed(), fails_with("LEDGER_FORKED"));
  EXPECT_THAT(open_next(4)->succeed(), fails_with("LEDGER_FORKED"))
      << "a larger tree than it may have signed";
}

TEST_F(Keeping, NeedsAnOriginThatCanBeAName) {
  const std::shared_ptr<const crypto::Signer> signer(&test::log_signer(), [](const auto*) {});
  EXPECT_THAT(Keeper::open({.book = book, .signer = signer, .origin = "two words"}),
              fails_with("LEDGER_KEY"));
}

} // namespace
} // namespace elicense::ledger
