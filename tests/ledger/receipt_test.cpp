// SPDX-License-Identifier: Apache-2.0
// Receipts: written and read the same, hostile texts, and what a receipt proves and to whom.
#include "ledger/receipt.hpp"
#include "tests/support/ledger_parts.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::ledger {
namespace {

using namespace test;

const std::string head = std::string(receipt_header) + '\n';
const std::string hash_line = to_base64(Hash{}) + '\n';

auto malformed_receipt() {
  return fails_with("LEDGER_RECEIPT_MALFORMED");
}
auto receipt_too_large() {
  return fails_with("LEDGER_RECEIPT_TOO_LARGE");
}

const Bytes& leaf() {
  static const Bytes bytes = small_receipt().extra;
  return bytes;
}

TEST(Receipt, IsWrittenInTheShapeOfTlogProof) {
  Receipt receipt = small_receipt();
  receipt.extra = {1, 2};
  receipt.proof = {Hash{}, Hash{}};
  EXPECT_EQ(write_receipt(receipt), "elicense/tlog-proof-sm3@v1\nextra AQI=\nindex 3\n" + hash_line +
                                        hash_line + '\n' + receipt.checkpoint);
  receipt.extra.clear();
  EXPECT_TRUE(write_receipt(receipt).starts_with("elicense/tlog-proof-sm3@v1\nindex 3\n"));
}

TEST(Receipt, ReadsBack) {
  for (const std::size_t witnesses : {0U, 3U}) {
    const Receipt receipt = small_receipt(witnesses);
    const Receipt again = parse_receipt(write_receipt(receipt)).value();
    EXPECT_EQ(again.index, receipt.index);
    EXPECT_EQ(again.extra, receipt.extra);
    EXPECT_EQ(again.proof, receipt.proof);
    EXPECT_EQ(again.checkpoint, receipt.checkpoint);
    EXPECT_EQ(write_receipt(again), write_receipt(receipt));
  }
}

TEST(Receipt, HasOneFormOnly) {
  EXPECT_THAT(parse_receipt(head + "index 0\n\nnote"), succeeds());
  for (const std::string& text : {std::string(),
                                  head,
                                  head.substr(1) + "index 0\n\nnote",
                                  std::string("c2sp.org/tlog-proof@v1\nindex 0\n\nnote"),
                                  head + "\nnote",
                                  head + "index 00\n\nnote",
                                  head + "index 01\n\nnote",
                                  head + "index -1\n\nnote",
                                  head + "index  1\n\nnote",
                                  head + "index\n\nnote",
                                  head + "index 1 \n\nnote",
                                  head + "Index 1\n\nnote",
                                  head + "extra \nindex 0\n\nnote",
                                  head + "extra AR==\nindex 0\n\nnote",
                                  head + "extra AQ\nindex 0\n\nnote",
                                  head + "extra AQ==\nextra AQ==\nindex 0\n\nnote",
                                  head + "index 0\nextra AQ==\n\nnote",
                                  head + "index 0\nindex 0\n\nnote",
                                  head + "index 0\nAQ==\n\nnote",
                                  head + "index 0\n" + hash_line + "note",
                                  head + "index 0\n" + hash_line + ' ' + hash_line + "\nnote",
                                  head + "index 0\n\n",
                                  head + "index 0",
                                  head + "extra AQ=="})
    EXPECT_THAT(parse_receipt(text), malformed_receipt()) << text;
}

TEST(Receipt, CutShortProvesNothing) {
  const std::string good = write_receipt(small_receipt());
  for (std::size_t size = 0; size < good.size(); ++size) {
    const auto receipt = parse_receipt(good.substr(0, size));
    if (receipt) {
      ASSERT_FALSE(check_receipt(*receipt, log_policy())) << size;
    }
  }
}

TEST(Receipt, ChangedInAnyByteProvesNothing) {
  const std::string good = write_receipt(small_receipt());
  const auto proves = [](const std::string& text) {
    const auto receipt = parse_receipt(text);
    return receipt && check_receipt(*receipt, leaf(), log_policy());
  };
  ASSERT_TRUE(proves(good));
  for (std::size_t at = 0; at < good.size(); ++at)
    for (const unsigned bit : {0U, 1U, 5U, 7U}) {
      std::string bad = good;
      bad[at] = static_cast<char>(static_cast<unsigned char>(bad[at]) ^ 1U << bit);
      ASSERT_FALSE(proves(bad)) << at;
    }
}

TEST(Receipt, TakesExtraUpToTheLimit) {
  Receipt receipt = small_receipt();
  receipt.extra.assign(max_receipt_extra, 1);
  EXPECT_EQ(parse_receipt(write_receipt(receipt))->extra, receipt.extra);
  receipt.extra.push_back(1);
  EXPECT_THAT(parse_receipt(write_receipt(receipt)), receipt_too_large());
  receipt.extra.resize(2 * max_receipt_extra);
  EXPECT_THAT(parse_receipt(write_receipt(receipt)), receipt_too_large());
}

TEST(Receipt, TakesHashesUpToTheLimit) {
  Receipt receipt = small_receipt();
  receipt.proof.assign(max_receipt_hashes, Hash{});
  EXPECT_EQ(parse_receipt(write_receipt(receipt))->proof.size(), max_receipt_hashes);
  receipt.proof.emplace_back();
  EXPECT_THAT(parse_receipt(write_receipt(receipt)), receipt_too_large());
}

TEST(Receipt, TakesIndexAndCheckpointUpToTheLimit) {
  Receipt receipt = small_receipt();
  receipt.index = max_tree_size - 1;
  receipt.checkpoint.assign(max_note_size, 'x');
  EXPECT_EQ(parse_receipt(write_receipt(receipt))->index, max_tree_size - 1);
  receipt.checkpoint += 'x';
  EXPECT_THAT(parse_receipt(write_receipt(receipt)), receipt_too_large());
  receipt.index = max_tree_size;
  EXPECT_THAT(parse_receipt(write_receipt(receipt)), malformed_receipt());
}

TEST(CheckReceipt, ProvesTheLeafToWhoeverHasTheKeys) {
  for (std::size_t quorum = 0; quorum <= witness_count; ++quorum) {
    const auto proven = check_receipt(small_receipt(quorum), leaf(), log_policy(quorum));
    ASSERT_THAT(proven, succeeds());
    EXPECT_EQ(proven->index, 3U);
    EXPECT_EQ(proven->tree.checkpoint.tree.size, 7U);
    EXPECT_EQ(proven->tree.cosignatures.size(), quorum);
  }
}

TEST(CheckReceipt, TakesTheLeafItCarriesOrIsGiven) {
  Receipt receipt = small_receipt();
  EXPECT_THAT(check_receipt(receipt, log_policy()), succeeds());
  EXPECT_THAT(check_receipt(receipt, as_bytes("another"), log_policy()), malformed_receipt());
  receipt.extra.clear();
  EXPECT_THAT(check_receipt(receipt, leaf(), log_policy()), succeeds());
  EXPECT_THAT(check_receipt(receipt, as_bytes("another"), log_policy()), fails_with("LEDGER_PROOF_WRONG"));
  EXPECT_THAT(check_receipt(receipt, log_policy()), malformed_receipt());
}

TEST(CheckReceipt, RefusesOtherLeavesPlacesAndTrees) {
  const auto check = [](const auto& change) {
    Receipt receipt = small_receipt();
    change(receipt);
    return check_receipt(receipt, log_policy());
  };
  EXPECT_THAT(check([](Receipt& one) { one.extra[20] ^= 1; }), fails_with("LEDGER_PROOF_WRONG"));
  EXPECT_THAT(check([](Receipt& one) { one.index = 2; }), fails_with("LEDGER_PROOF_WRONG"));
  EXPECT_THAT(check([](Receipt& one) { one.index = 7; }), fails_with("LEDGER_PROOF_MALFORMED"));
  EXPECT_THAT(check([](Receipt& one) { one.proof.pop_back(); }), fails_with("LEDGER_PROOF_MALFORMED"));
  EXPECT_THAT(check([](Receipt& one) { one.proof[0][0] ^= 1; }), fails_with("LEDGER_PROOF_WRONG"));
  EXPECT_THAT(check([](Receipt& one) { one.checkpoint = signed_checkpoint(); }),
              fails_with("LEDGER_PROOF_WRONG"));
  EXPECT_THAT(check([](Receipt& one) { one.checkpoint = "none"; }), fails_with("LEDGER_NOTE_MALFORMED"));
}

TEST(CheckReceipt, WantsTheWitnesses) {
  EXPECT_THAT(check_receipt(small_receipt(1), log_policy(2)), fails_with("LEDGER_WITNESSES"));
}

} // namespace
} // namespace elicense::ledger
