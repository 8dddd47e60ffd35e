// SPDX-License-Identifier: Apache-2.0
#include "crypto/sm3.hpp"
#include "ledger/note_key.hpp"
#include "tests/support/ledger_parts.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/sm2_vectors.hpp"

namespace elicense::ledger {
namespace {

using namespace test;

// The public key of the example in GB/T 32918.5.
crypto::Sm2PublicKey standards_key(std::string_view id = crypto::default_signer_id) {
  const std::string point = "04" + std::string(sm2::x) + std::string(sm2::y);
  return crypto::Sm2PublicKey::from_point(from_hex(point).value(), id).value();
}

NoteKey log_key() {
  return NoteKey::make("ledger.example/1", standards_key(), Statement::checkpoint).value();
}

TEST(NoteKey, IdIsMadeOfTheseBytes) {
  Bytes bytes = to_bytes("ledger.example/1\n\xff"
                         "elicense/sm2-sm3-checkpoint/v1");
  const Bytes point = standards_key().point();
  bytes.insert(bytes.end(), point.begin(), point.end());
  EXPECT_EQ(to_hex(log_key().id()), to_hex(crypto::sm3(bytes)).substr(0, 8));
}

// So that it cannot change unseen: keys are handed out in this form. The id is by `openssl dgst -sm3`.
TEST(NoteKey, TextIsKnown) {
  EXPECT_EQ(log_key().text(),
            "ledger.example/1+8ba6d55f+/2VsaWNlbnNlL3NtMi1zbTMtY2hlY2twb2ludC92MQQJ+d8xHlQhoVDdfRYe"
            "S8XGchefrRgz/AdrsI/zVvNQIMzqSQziZ3WlLcbqcYzBqmAK7QX7814ISmYy9gctqa0T");
}

TEST(NoteKey, DependsOnNameStatementAndKey) {
  const KeyId id = log_key().id();
  EXPECT_NE(NoteKey::make("ledger.example/2", standards_key(), Statement::checkpoint)->id(), id);
  EXPECT_NE(NoteKey::make("ledger.example/1", standards_key(), Statement::cosignature)->id(), id);
  EXPECT_NE(NoteKey::make("ledger.example/1", log_signer().public_key(), Statement::checkpoint)->id(), id);
}

TEST(NoteKey, MadeASignatureByNameAndIdTogether) {
  const NoteKey key = log_key();
  EXPECT_TRUE(key.made({key.name(), key.id(), {}}));
  EXPECT_FALSE(key.made({"other.example", key.id(), {}}));
  EXPECT_FALSE(key.made({key.name(), KeyId{}, {}}));
}

TEST(NoteKey, ReadsBack) {
  for (const Statement statement : {Statement::checkpoint, Statement::cosignature}) {
    const NoteKey key = key_of("witness.example/0", witness_signer(0), statement);
    const NoteKey again = NoteKey::parse(key.text()).value();
    EXPECT_EQ(again.name(), key.name());
    EXPECT_EQ(again.id(), key.id());
    EXPECT_EQ(again.statement(), statement);
    EXPECT_EQ(again.key().point(), key.key().point());
  }
}

TEST(NoteKey, RefusesEveryOtherText) {
  const std::string good = log_key().text();
  for (std::size_t size = 0; size < good.size(); ++size)
    EXPECT_THAT(NoteKey::parse(good.substr(0, size)), fails_with("LEDGER_KEY")) << size;
  for (std::size_t at = 0; at < good.size(); ++at) {
    std::string changed = good;
    changed[at] = changed[at] == 'B' ? 'C' : 'B';
    EXPECT_THAT(NoteKey::parse(changed), fails_with("LEDGER_KEY")) << at;
  }
  EXPECT_THAT(NoteKey::parse(good + "+"), fails_with("LEDGER_KEY"));
  EXPECT_THAT(NoteKey::parse("a+00000000+" + to_base64(Bytes(100))), fails_with("LEDGER_KEY"));
}

TEST(NoteKey, RefusesPointsThatAreNone) {
  Bytes encoded = to_bytes("\xff"
                           "elicense/sm2-sm3-checkpoint/v1");
  encoded.resize(encoded.size() + 65, 4);
  EXPECT_THAT(NoteKey::parse("a+00000000+" + to_base64(encoded)), fails_with("LEDGER_KEY"));
}

TEST(NoteKey, RefusesOtherNamesAndSignerIds) {
  EXPECT_THAT(NoteKey::make("a b", standards_key(), Statement::checkpoint), fails_with("LEDGER_KEY"));
  EXPECT_THAT(NoteKey::make("a", standards_key("other"), Statement::checkpoint), fails_with("LEDGER_KEY"));
}

} // namespace
} // namespace elicense::ledger
