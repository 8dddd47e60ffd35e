// SPDX-License-Identifier: Apache-2.0
// Opening notes: who signed, who did not, and what must not be passed over.
#include "ledger/policy.hpp"
#include "tests/support/ledger_parts.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::ledger {
namespace {

using namespace test;
using testing::ElementsAre;
using testing::IsEmpty;

NoteSignature cosignature(std::size_t witness, Time at) {
  return cosign(small_text(), witness_name(witness), witness_signer(witness), at).value();
}

// The note's signature lines as values, changed, and written again.
template <class Change> std::string changed(const std::string& note, const Change& change) {
  Note parsed = parse_note(note).value();
  change(parsed);
  return write_note(parsed);
}

TEST(OpenCheckpoint, OfTheLogAlone) {
  const auto opened = open_checkpoint(signed_checkpoint(), log_policy());
  ASSERT_THAT(opened, succeeds());
  EXPECT_EQ(opened->checkpoint, small_checkpoint());
  EXPECT_THAT(opened->cosignatures, IsEmpty());
}

TEST(OpenCheckpoint, CountsWitnesses) {
  for (std::size_t signed_by = 0; signed_by <= witness_count; ++signed_by)
    for (std::size_t quorum = 0; quorum <= witness_count; ++quorum) {
      const auto opened = open_checkpoint(signed_checkpoint(signed_by), log_policy(quorum));
      if (signed_by < quorum) {
        EXPECT_THAT(opened, fails_with("LEDGER_WITNESSES"));
      } else {
        EXPECT_EQ(opened->cosignatures.size(), signed_by);
      }
    }
}

TEST(OpenCheckpoint, CountsAWitnessOnceWithItsLatestTime) {
  std::string note = signed_checkpoint();
  for (const std::size_t second : {1U, 2U, 0U})
    note = with_signature(note, cosignature(0, witness_time(second)));
  EXPECT_THAT(open_checkpoint(note, log_policy(2)), fails_with("LEDGER_WITNESSES"));
  EXPECT_THAT(open_checkpoint(note, log_policy(1))->cosignatures,
              ElementsAre(Cosignature{witness_name(0), witness_time(2)}));
  const std::string twice = changed(note, [](Note& one) { one.signatures.push_back(one.signatures.back()); });
  EXPECT_THAT(open_checkpoint(twice, log_policy(2)), fails_with("LEDGER_WITNESSES"));
}

TEST(OpenCheckpoint, CountsAWitnessWithTwoKeysOnce) {
  Policy::Draft draft = policy_draft(2);
  draft.witness_keys.push_back(key_of(witness_name(0), unknown_signer(), Statement::cosignature));
  const auto second = cosign(small_text(), witness_name(0), unknown_signer(), witness_time(0)).value();
  EXPECT_THAT(open_checkpoint(with_signature(signed_checkpoint(1), second), Policy::make(draft).value()),
              fails_with("LEDGER_WITNESSES"));
}

TEST(OpenCheckpoint, PassesOverUnknownKeys) {
  const NoteSignature stranger =
      cosign(small_text(), "stranger.example", unknown_signer(), witness_time(0)).value();
  NoteSignature garbage = stranger;
  garbage.signature = {0};
  NoteSignature other_id = cosignature(0, witness_time(0)), other_name = other_id;
  other_id.key_id[3] ^= 1;
  other_name.name = witness_name(1);
  std::string note = signed_checkpoint();
  for (const NoteSignature& one : {stranger, garbage, other_id, other_name})
    note = with_signature(note, one);
  EXPECT_THAT(open_checkpoint(note, log_policy())->cosignatures, IsEmpty());
}

TEST(OpenCheckpoint, RefusesANoteTheLogDidNotSign) {
  const auto by_others =
      changed(signed_checkpoint(3), [](Note& note) { note.signatures.erase(note.signatures.begin()); });
  EXPECT_THAT(open_checkpoint(by_others, log_policy()), fails_with("LEDGER_NOT_SIGNED"));
  const std::string by_stranger = sign_checkpoint(small_checkpoint(), unknown_signer()).value();
  EXPECT_THAT(open_checkpoint(by_stranger, log_policy()), fails_with("LEDGER_NOT_SIGNED"));
}

TEST(OpenCheckpoint, RefusesEveryChangedBitOfAKnownSignature) {
  const std::string note = signed_checkpoint(1);
  const Note good = parse_note(note).value();
  for (std::size_t line = 0; line < good.signatures.size(); ++line)
    for (std::size_t bit = 0; bit < 8 * good.signatures[line].signature.size(); ++bit) {
      const auto bad = changed(note, [&](Note& one) {
        std::uint8_t& byte = one.signatures[line].signature[bit / 8];
        byte = static_cast<std::uint8_t>(byte ^ 1U << bit % 8);
      });
      ASSERT_THAT(open_checkpoint(bad, log_policy()), fails_with("LEDGER_SIGNATURE_WRONG"))
          << line << ' ' << bit;
    }
}

TEST(OpenCheckpoint, RefusesEveryChangedByteOfTheText) {
  const std::string note = signed_checkpoint();
  for (std::size_t at = 0; at + 1 < small_text().size(); ++at) {
    std::string bad = note;
    bad[at] = bad[at] == 'A' ? 'B' : 'A';
    EXPECT_THAT(open_checkpoint(bad, log_policy()), fails_with("LEDGER_SIGNATURE_WRONG")) << at;
  }
}

TEST(OpenCheckpoint, AWrongSignatureIsNotOutvoted) {
  NoteSignature wrong = parse_note(signed_checkpoint())->signatures[0];
  wrong.signature = log_signer().sign(as_bytes("another text\n")).value();
  EXPECT_THAT(open_checkpoint(with_signature(signed_checkpoint(3), wrong), log_policy()),
              fails_with("LEDGER_SIGNATURE_WRONG"));
}

TEST(OpenCheckpoint, StatementsDoNotStandForEachOther) {
  // The log's key signs what a witness would, and the other way round.
  Note note = parse_note(signed_checkpoint(1)).value();
  std::swap(note.signatures[0].signature, note.signatures[1].signature);
  EXPECT_THAT(open_checkpoint(write_note(note), log_policy()), fails_with("LEDGER_SIGNATURE_WRONG"));
  NoteSignature plain = cosignature(0, witness_time(0));
  plain.signature = witness_signer(0).sign(as_bytes(small_text())).value();
  EXPECT_THAT(open_checkpoint(with_signature(signed_checkpoint(), plain), log_policy()),
              fails_with("LEDGER_SIGNATURE_WRONG"));
}

TEST(OpenCheckpoint, AnotherTimeIsAnotherStatement) {
  NoteSignature later = cosignature(0, witness_time(0));
  later.signature[7] ^= 1;
  EXPECT_THAT(open_checkpoint(with_signature(signed_checkpoint(), later), log_policy()),
              fails_with("LEDGER_SIGNATURE_WRONG"));
  later.signature.resize(8);
  EXPECT_THAT(open_checkpoint(with_signature(signed_checkpoint(), later), log_policy()),
              fails_with("LEDGER_SIGNATURE_WRONG"));
}

TEST(OpenCheckpoint, RefusesAnotherLogsCheckpoint) {
  Policy::Draft draft = policy_draft();
  draft.origin = other_log_name;
  EXPECT_THAT(open_checkpoint(signed_checkpoint(), Policy::make(draft).value()), fails_with("LEDGER_ORIGIN"));
}

TEST(OpenCheckpoint, RefusesSignedTextsThatAreNoCheckpoints) {
  const NoteKey key = key_of(log_name, log_signer(), Statement::checkpoint);
  const std::string other = "anything else\n";
  const std::string note =
      write_note({other, {{key.name(), key.id(), log_signer().sign(as_bytes(other)).value()}}});
  EXPECT_THAT(open_checkpoint(note, log_policy()), fails_with("LEDGER_CHECKPOINT_MALFORMED"));
  EXPECT_THAT(open_checkpoint(other, log_policy()), fails_with("LEDGER_NOTE_MALFORMED"));
}

TEST(OpenCheckpoint, ReadsLogKeysWhileOneIsReplaced) {
  Policy::Draft draft = policy_draft();
  draft.log_keys.insert(draft.log_keys.begin(), key_of(log_name, unknown_signer(), Statement::checkpoint));
  const Policy policy = Policy::make(draft).value();
  EXPECT_THAT(open_checkpoint(signed_checkpoint(), policy), succeeds());
  EXPECT_THAT(open_checkpoint(sign_checkpoint(small_checkpoint(), unknown_signer()).value(), policy),
              succeeds());
}

// The small checkpoint has seven leaves.
Policy after_change(std::uint64_t last_size) {
  Policy::Draft draft = policy_draft();
  draft.log_keys = {key_of(log_name, unknown_signer(), Statement::checkpoint)};
  draft.former_keys = {{key_of(log_name, log_signer(), Statement::checkpoint), last_size}};
  return Policy::make(draft).value();
}

TEST(OpenCheckpoint, BelievesAFormerKeyUpToItsLastTree) {
  const auto by_former = open_checkpoint(signed_checkpoint(), after_change(7));
  ASSERT_THAT(by_former, succeeds());
  EXPECT_TRUE(by_former->by_former);
  EXPECT_THAT(open_checkpoint(signed_checkpoint(), after_change(6)), fails_with("LEDGER_KEY_ENDED"));
  const std::string by_next = sign_checkpoint(small_checkpoint(), unknown_signer()).value();
  EXPECT_FALSE(open_checkpoint(by_next, after_change(6))->by_former);
  EXPECT_FALSE(open_checkpoint(signed_checkpoint(), log_policy())->by_former);
}

TEST(OpenCheckpoint, AFormerKeyThatSignsTooMuchIsNotOutvoted) {
  const auto former = parse_note(signed_checkpoint())->signatures.at(0);
  const std::string by_both =
      with_signature(sign_checkpoint(small_checkpoint(), unknown_signer()).value(), former);
  EXPECT_FALSE(open_checkpoint(by_both, after_change(7))->by_former);
  EXPECT_THAT(open_checkpoint(by_both, after_change(6)), fails_with("LEDGER_KEY_ENDED"));
}

TEST(OpenCheckpoint, RefusesAWrongSignatureOfAFormerKey) {
  const auto wrong = changed(signed_checkpoint(), [](Note& note) {
    note.signatures.at(0).signature = log_signer().sign(as_bytes("another text\n")).value();
  });
  EXPECT_THAT(open_checkpoint(wrong, after_change(7)), fails_with("LEDGER_SIGNATURE_WRONG"));
}

} // namespace
} // namespace elicense::ledger
