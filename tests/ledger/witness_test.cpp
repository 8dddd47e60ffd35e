// SPDX-License-Identifier: Apache-2.0
// A witness against an honest log, and against one that forks, goes back or forges.
#include "ledger/tree.hpp"
#include "ledger/witness.hpp"
#include "tests/support/ledger_parts.hpp"
#include "tests/support/memory_ledger.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::ledger {
namespace {

using namespace test;

class Memory final : public WitnessMemory {
 public:
  Result<std::optional<std::string>> read() const override { return note; }
  Result<void> write(const std::string& written) override {
    if (refuses) return fail(ErrorKind::unavailable, "INSTANCE_FOLDER");
    note = written;
    return {};
  }
  std::optional<std::string> note;
  bool refuses = false;
};

class Witnessing : public testing::Test {
 protected:
  std::unique_ptr<Witness> open(const Policy& log = log_policy()) {
    const std::shared_ptr<const crypto::Signer> signer(&witness_signer(0), [](const auto*) {});
    return Witness::open({.name = witness_name(0), .signer = signer, .log = log, .memory = memory}).value();
  }
  // Another key signs for the log, and the former signed trees of up to `last_size` leaves.
  static Policy next_policy(std::uint64_t last_size) {
    Policy::Draft draft = policy_draft();
    draft.former_keys = {{draft.log_keys.at(0), last_size}};
    draft.log_keys = {key_of(log_name, unknown_signer(), Statement::checkpoint)};
    return Policy::make(draft).value();
  }
  // What a log that grew to `size` asks, signed.
  AddCheckpoint request(std::uint64_t old_size, std::uint64_t size, const MemoryLedger& log,
                        std::string_view name = log_name, const crypto::Signer& signer = log_signer()) const {
    const Tree tree = Tree::load(hash, size, log).value();
    AddCheckpoint made{.old_size = old_size, .proof = {}, .checkpoint = {}};
    if (old_size > 0 && old_size <= size) made.proof = consistency_proof(hash, log, old_size, size).value();
    made.checkpoint =
        sign_checkpoint({.origin = std::string(name), .tree = {size, tree.root()}, .extensions = {}}, signer)
            .value();
    return made;
  }
  AddCheckpoint request(std::uint64_t old_size, std::uint64_t size) const {
    return request(old_size, size, honest);
  }
  Result<std::string> ask(const AddCheckpoint& asked) { return witness->add(asked, now); }

  static MemoryLedger grown(std::uint64_t size, std::string_view odd = {}) {
    MemoryLedger log;
    if (!odd.empty()) log.append(TreeHash().leaf(as_bytes(odd)));
    log.grow_to(size);
    return log;
  }
  const TreeHash hash;
  const MemoryLedger honest = grown(20), other = grown(20, "another first leaf");
  const Time now = witness_time(0);
  Memory memory;
  std::unique_ptr<Witness> witness = open();
};

TEST_F(Witnessing, GoesOnWithTheNextKeyOfTheLog) {
  ASSERT_THAT(ask(request(0, 7)), succeeds());
  EXPECT_THAT(ask(request(7, 8, honest, log_name, unknown_signer())), fails_with("LEDGER_NOT_SIGNED"));
  witness = open(next_policy(8));
  EXPECT_EQ(witness->size(), 7U) << "what it remembers is by the former key";
  ASSERT_THAT(ask(request(7, 8)), succeeds());
  ASSERT_THAT(ask(request(8, 8, honest, log_name, unknown_signer())), succeeds());
  ASSERT_THAT(ask(request(8, 20, honest, log_name, unknown_signer())), succeeds());
}

TEST_F(Witnessing, RefusesAFormerKeyUnderATreeBehindItsLast) {
  witness = open(next_policy(8));
  ASSERT_THAT(ask(request(0, 8, honest, log_name, unknown_signer())), succeeds());
  EXPECT_THAT(ask(request(8, 9)), fails_with("LEDGER_KEY_ENDED"));
  EXPECT_THAT(ask(request(8, 20, other)), fails_with("LEDGER_KEY_ENDED"));
  EXPECT_EQ(witness->size(), 8U);
}

TEST_F(Witnessing, CosignsWhatGrows) {
  std::uint64_t last = 0;
  for (const std::uint64_t size : {1U, 1U, 2U, 7U, 8U, 20U}) {
    const AddCheckpoint asked = request(last, size);
    const auto line = ask(asked);
    ASSERT_THAT(line, succeeds()) << size;
    const auto opened = open_checkpoint(asked.checkpoint + *line, log_policy(1)).value();
    EXPECT_EQ(opened.cosignatures, (std::vector<Cosignature>{{witness_name(0), now}}));
    EXPECT_EQ(witness->size(), size);
    EXPECT_EQ(memory.note, asked.checkpoint);
    last = size;
  }
}

TEST_F(Witnessing, RemembersOverARestart) {
  ASSERT_THAT(ask(request(0, 7)), succeeds());
  witness = open();
  EXPECT_EQ(witness->size(), 7U);
  EXPECT_THAT(ask(request(0, 8)), fails_with("LEDGER_WITNESS_SIZE"));
  EXPECT_THAT(ask(request(7, 8)), succeeds());
}

TEST_F(Witnessing, TellsItsSizeToWhoDoesNotKnowIt) {
  ASSERT_THAT(ask(request(0, 7)), succeeds());
  for (const std::uint64_t old_size : {0U, 6U, 8U})
    EXPECT_EQ(ask(request(old_size, 10)).error(), fail(ErrorKind::conflict, "LEDGER_WITNESS_SIZE", "7"));
}

TEST_F(Witnessing, CosignsNoFork) {
  ASSERT_THAT(ask(request(0, 7)), succeeds());
  EXPECT_THAT(ask(request(7, 8, other)), fails_with("LEDGER_PROOF_WRONG"));
  EXPECT_THAT(ask(request(7, 7, other)), fails_with("LEDGER_WITNESS_SIZE"));
  EXPECT_EQ(witness->size(), 7U);
  EXPECT_THAT(ask(request(7, 8)), succeeds());
}

TEST_F(Witnessing, CosignsNothingThatGoesBack) {
  ASSERT_THAT(ask(request(0, 7)), succeeds());
  EXPECT_THAT(ask(request(5, 6)), fails_with("LEDGER_WITNESS_SIZE"));
  EXPECT_THAT(ask(request(7, 6)), fails_with("LEDGER_WITNESS_REQUEST"));
}

TEST_F(Witnessing, ChecksTheProofFromTheEmptyTreeToo) {
  AddCheckpoint asked = request(0, 7);
  asked.proof.push_back({});
  EXPECT_THAT(ask(asked), fails_with("LEDGER_PROOF_MALFORMED"));
  asked = request(0, 7);
  ASSERT_THAT(ask(asked), succeeds());
  asked = request(7, 9);
  asked.proof.pop_back();
  EXPECT_THAT(ask(asked), fails_with("LEDGER_PROOF_MALFORMED"));
}

TEST_F(Witnessing, KnowsOneLogAndItsKeyOnly) {
  const auto kind_of = [&](const AddCheckpoint& asked) { return ask(asked).error().kind; };
  EXPECT_EQ(kind_of(request(0, 7, honest, other_log_name)), ErrorKind::not_found);
  EXPECT_EQ(kind_of(request(0, 7, honest, log_name, unknown_signer())), ErrorKind::forbidden);
  AddCheckpoint forged = request(0, 7);
  forged.checkpoint.replace(forged.checkpoint.find("\n7\n"), 3, "\n8\n");
  EXPECT_EQ(kind_of(forged), ErrorKind::forbidden);
  forged.checkpoint = "no note";
  EXPECT_EQ(kind_of(forged), ErrorKind::malformed);
}

TEST_F(Witnessing, SignsNothingThatItCannotRemember) {
  memory.refuses = true;
  EXPECT_THAT(ask(request(0, 7)), fails_with("INSTANCE_FOLDER"));
  EXPECT_EQ(witness->size(), 0U);
  memory.refuses = false;
  EXPECT_THAT(ask(request(0, 5)), succeeds());
}

TEST_F(Witnessing, OpensWithItsOwnMemoryOnly) {
  memory.note = request(0, 7, honest, log_name, unknown_signer()).checkpoint;
  const std::shared_ptr<const crypto::Signer> signer(&witness_signer(0), [](const auto*) {});
  const auto reopen = [&](const std::string& name) {
    return Witness::open({.name = name, .signer = signer, .log = log_policy(), .memory = memory});
  };
  EXPECT_THAT(reopen(witness_name(0)), fails_with("LEDGER_WITNESS_MEMORY"));
  EXPECT_THAT(reopen("two words"), fails_with("LEDGER_KEY"));
}

TEST_F(Witnessing, RequestsAreReadAsTheyAreWritten) {
  for (const std::uint64_t old_size : {0U, 1U, 7U, 20U}) {
    const AddCheckpoint asked = request(old_size, 20);
    const std::string body = write_add_checkpoint(asked);
    const auto read = parse_add_checkpoint(body).value();
    EXPECT_EQ(read.old_size, asked.old_size);
    EXPECT_EQ(read.proof, asked.proof);
    EXPECT_EQ(read.checkpoint, asked.checkpoint);
    EXPECT_EQ(write_add_checkpoint(read), body);
  }
}

TEST_F(Witnessing, OtherRequestsAreRefused) {
  const std::string hash_line = to_base64(Hash{}) + '\n';
  std::string longest = "old 0\n", too_long;
  for (int i = 0; i < 63; ++i)
    longest += hash_line;
  too_long = longest + hash_line;
  EXPECT_THAT(parse_add_checkpoint(longest + "\nnote"), succeeds());
  for (const std::string& body :
       {std::string(), std::string("old"), std::string("old 1"), std::string("old x\n\n"),
        std::string("old 01\n\n"), std::string("new 1\n\n"), std::string("old 1\nx\n\n"),
        "old 1\n" + hash_line, too_long + "\nnote", std::string("old 4611686018427387905\n\n")})
    EXPECT_THAT(parse_add_checkpoint(body), fails_with("LEDGER_WITNESS_REQUEST")) << body;
  const std::string head = "old 1\n\n";
  EXPECT_THAT(parse_add_checkpoint(head + std::string(max_witness_request - head.size(), 'x')), succeeds());
  EXPECT_THAT(parse_add_checkpoint(head + std::string(max_witness_request - head.size() + 1, 'x')),
              fails_with("LEDGER_WITNESS_REQUEST"));
}

} // namespace
} // namespace elicense::ledger
