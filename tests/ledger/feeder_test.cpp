// SPDX-License-Identifier: Apache-2.0
// A log and a witness together, and witnesses that answer oddly.
#include "ledger/feeder.hpp"
#include "tests/support/ledger_parts.hpp"
#include "tests/support/memory_book.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::ledger {
namespace {

using namespace test;

class Forgetful final : public WitnessMemory {
 public:
  Result<std::optional<std::string>> read() const override { return std::optional<std::string>{}; }
  Result<void> write(const std::string&) override { return {}; }
};

class Feeding : public testing::Test {
 protected:
  Feeding() {
    keeper =
        Keeper::open({.book = book, .signer = shared(log_signer()), .origin = std::string(log_name)}).value();
    witness = Witness::open({.name = witness_name(0),
                             .signer = shared(witness_signer(0)),
                             .log = log_policy(),
                             .memory = memory})
                  .value();
  }
  static std::shared_ptr<const crypto::Signer> shared(const crypto::Signer& signer) {
    return {&signer, [](const auto*) {}};
  }
  Feeder feeder(AskWitness ask) {
    return Feeder::make(*keeper, key_of(witness_name(0), witness_signer(0), Statement::cosignature),
                        std::move(ask))
        .value();
  }
  // As the witness's server answers.
  WitnessAnswer serve(const std::string& body) {
    ++asked;
    const auto line = witness->add(parse_add_checkpoint(body).value(), witness_time(0));
    if (line) return {200, *line};
    if (line.error().code == "LEDGER_WITNESS_SIZE") return {409, line.error().detail + "\n"};
    return {422, line.error().code};
  }
  Feeder honest() {
    return feeder([this](const std::string& body) { return serve(body); });
  }
  Feeder answering(unsigned status, const std::string& body) {
    return feeder([=, this](const std::string&) {
      ++asked;
      return WitnessAnswer{status, body};
    });
  }
  Result<SignedTree> fed(Feeder&& feeder) const { return fed(feeder); }
  Result<SignedTree> fed(Feeder& feeder) const { return feeder.feed(keeper->newest().value()); }
  void grow(int count) {
    for (; count > 0; --count)
      book.append(entry_of(EntryKind::seal_used)).value();
    keeper->covering(book.leaves.size()).value();
  }
  MemoryBook book;
  Forgetful memory;
  std::unique_ptr<Keeper> keeper;
  std::unique_ptr<Witness> witness;
  int asked = 0;
};

TEST_F(Feeding, GivesCheckpointsThatTheWitnessSigned) {
  Feeder feeding = honest();
  for (const int grown : {0, 3, 0, 5}) {
    grow(grown);
    const auto opened = open_checkpoint(fed(feeding)->note, log_policy(1)).value();
    EXPECT_EQ(opened.checkpoint.tree.size, book.leaves.size());
  }
  EXPECT_EQ(asked, 4); // it remembers what the witness saw
}

TEST_F(Feeding, AddsToWhatOtherWitnessesSigned) {
  grow(3);
  SignedTree tree = keeper->newest().value();
  tree.note += write_signature_line(
      cosign(parse_note(tree.note)->text, witness_name(1), witness_signer(1), witness_time(1)).value());
  Feeder feeding = honest();
  const auto both = feeding.feed(tree);
  ASSERT_THAT(both, succeeds());
  EXPECT_EQ(open_checkpoint(both->note, log_policy(2))->cosignatures.size(), 2U);
}

TEST_F(Feeding, LearnsTheSizeOfAWitnessThatSawMore) {
  grow(3);
  ASSERT_THAT(fed(honest()), succeeds());
  grow(5);
  asked = 0;
  EXPECT_THAT(fed(honest()), succeeds()); // after a restart
  EXPECT_EQ(asked, 2);
}

TEST_F(Feeding, GetsNothingForARewrittenLedger) {
  grow(3);
  Feeder feeding = honest();
  ASSERT_THAT(fed(feeding), succeeds());
  book.leaves[1] = encode_entry(entry_of(EntryKind::seal_made)).value();
  book.checkpoints.clear();
  grow(1);
  EXPECT_THAT(fed(feeding), fails_with("LEDGER_WITNESS_REFUSED"));
}

TEST_F(Feeding, AsksOnceMoreAndNotForEver) {
  grow(3);
  EXPECT_THAT(fed(answering(409, "2\n")), fails_with("LEDGER_WITNESS_REFUSED"));
  EXPECT_EQ(asked, 2);
  asked = 0;
  for (const std::string odd : {"", "2", "x\n", "4\n", "02\n", "2\n\n", "0\n"})
    EXPECT_THAT(fed(answering(409, odd)), fails_with("LEDGER_WITNESS_REFUSED")) << odd;
  EXPECT_EQ(asked, 7);
}

TEST_F(Feeding, BelievesThatWitnessAlone) {
  grow(3);
  const std::string text = parse_note(keeper->newest()->note)->text;
  const auto line = [&](const std::string& name, const crypto::Signer& signer) {
    return write_signature_line(cosign(text, name, signer, witness_time(0)).value());
  };
  EXPECT_THAT(fed(answering(200, line(witness_name(0), witness_signer(0)))), succeeds());
  EXPECT_THAT(fed(answering(200, line(witness_name(1), witness_signer(1)))), fails_with("LEDGER_WITNESSES"));
  EXPECT_THAT(fed(answering(200, "")), fails_with("LEDGER_WITNESSES"));
  EXPECT_THAT(fed(answering(200, "<html>")), fails_with("LEDGER_NOTE_MALFORMED"));
  EXPECT_THAT(fed(answering(500, "")), fails_with("LEDGER_WITNESS_REFUSED"));
}

TEST_F(Feeding, TellsThatItCouldNotAsk) {
  const auto closed = fail(ErrorKind::unavailable, "HTTP_CLIENT_CONNECT");
  EXPECT_THAT(fed(feeder([&](const std::string&) -> Result<WitnessAnswer> { return closed; })),
              fails_with("HTTP_CLIENT_CONNECT"));
}

TEST_F(Feeding, NeedsTheKeyOfAWitness) {
  EXPECT_THAT(Feeder::make(*keeper, keeper->key(), {}), fails_with("LEDGER_POLICY"));
}

} // namespace
} // namespace elicense::ledger
