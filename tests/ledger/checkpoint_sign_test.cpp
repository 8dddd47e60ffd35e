// SPDX-License-Identifier: Apache-2.0
#include "ledger/checkpoint.hpp"
#include "tests/support/ledger_parts.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::ledger {
namespace {

using namespace test;

struct Unavailable : crypto::Signer {
  Result<Bytes> sign(ByteView) const override { return fail(ErrorKind::unavailable, "SIGNER_UNAVAILABLE"); }
  const crypto::Sm2PublicKey& public_key() const override { return log_signer().public_key(); }
};

TEST(SignCheckpoint, SignsTheTextUnderTheOrigin) {
  const Note note = parse_note(sign_checkpoint(small_checkpoint(), log_signer()).value()).value();
  EXPECT_EQ(note.text, small_text());
  ASSERT_EQ(note.signatures.size(), 1U);
  EXPECT_TRUE(key_of(log_name, log_signer(), Statement::checkpoint).made(note.signatures[0]));
  EXPECT_EQ(log_signer().public_key().check(as_bytes(small_text()), note.signatures[0].signature).value(),
            crypto::SignatureCheck::valid);
}

TEST(SignCheckpoint, RefusesWhatNobodyCouldCheck) {
  Checkpoint checkpoint = small_checkpoint();
  checkpoint.origin = "two words";
  EXPECT_THAT(sign_checkpoint(checkpoint, log_signer()), fails_with("LEDGER_KEY"));
  checkpoint.origin = "";
  EXPECT_THAT(sign_checkpoint(checkpoint, log_signer()), fails_with("LEDGER_CHECKPOINT_MALFORMED"));
  EXPECT_THAT(sign_checkpoint(small_checkpoint(), Unavailable()), fails_with("SIGNER_UNAVAILABLE"));
}

// The form of the example in C2SP tlog-cosignature.
TEST(CosignedMessage, IsHeaderTimeAndText) {
  EXPECT_EQ(cosigned_message("example.com/behind-the-sofa\n20852163\nroot\n",
                             Time(std::chrono::seconds(1679315147))),
            "cosignature/v1\ntime 1679315147\nexample.com/behind-the-sofa\n20852163\nroot\n");
}

TEST(Cosign, PutsTheTimeBeforeTheSignature) {
  const auto signature =
      cosign(small_text(), witness_name(0), witness_signer(0), Time(std::chrono::seconds(0x0102030405)));
  ASSERT_THAT(signature, succeeds());
  EXPECT_EQ(to_hex(ByteView(signature->signature).first(8)), "0000000102030405"
                                                             "");
  EXPECT_TRUE(key_of(witness_name(0), witness_signer(0), Statement::cosignature).made(*signature));
  const auto timed = read_timed_signature(signature->signature);
  EXPECT_EQ(timed->at, Time(std::chrono::seconds(0x0102030405)));
  EXPECT_EQ(witness_signer(0)
                .public_key()
                .check(as_bytes(cosigned_message(small_text(), timed->at)), timed->signature)
                .value(),
            crypto::SignatureCheck::valid);
}

TEST(Cosign, RefusesWhatIsNoCheckpointNameOrTime) {
  const auto sign = [](const std::string& one, const std::string& name, Time at) {
    return cosign(one, name, witness_signer(0), at);
  };
  EXPECT_THAT(sign(small_text(), "a", Time(std::chrono::seconds(-1))), fails_with("LEDGER_COSIGNATURE_TIME"));
  EXPECT_THAT(sign(small_text(), "a b", Time()), fails_with("LEDGER_KEY"));
  EXPECT_THAT(sign(small_text() + "\n", "a", Time()), fails_with("LEDGER_CHECKPOINT_MALFORMED"));
  EXPECT_THAT(sign(signed_checkpoint(), "a", Time()), fails_with("LEDGER_CHECKPOINT_MALFORMED"));
  EXPECT_THAT(cosign(small_text(), "a", Unavailable(), Time()), fails_with("SIGNER_UNAVAILABLE"));
}

TEST(TimedSignature, HasATimeUpToTwoToTheSixtyThirdAndASignature) {
  const auto read = [](std::string_view hex) {
    return read_timed_signature(from_hex(hex).value()).has_value();
  };
  EXPECT_TRUE(read("7fffffffffffffff30"));
  EXPECT_TRUE(read("000000000000000030"));
  EXPECT_FALSE(read("800000000000000030"));
  EXPECT_FALSE(read("0000000000000000"));
  EXPECT_FALSE(read(""));
}

} // namespace
} // namespace elicense::ledger
