// SPDX-License-Identifier: Apache-2.0
// The leaves about a log's keys, and whom they make believed.
#include "crypto/sm3.hpp"
#include "ledger/key_change.hpp"
#include "tests/support/ledger_parts.hpp"
#include "tests/support/memory_book.hpp"
#include "tests/support/result_matchers.hpp"

#include <algorithm>

namespace elicense::ledger {
namespace {

using test::fails_with;
using test::key_of;
using test::log_name;
using testing::ElementsAre;

const NoteKey first = key_of(log_name, test::log_signer(), Statement::checkpoint);
const NoteKey second = key_of(log_name, test::unknown_signer(), Statement::checkpoint);
const NoteKey third = key_of(log_name, test::witness_signer(0), Statement::checkpoint);
const LogKeys beginning{first, {}};
const LogKeys once = replaced(beginning, second, 5), twice = replaced(once, third, 9);
const Hash reason = crypto::sm3(as_bytes("stolen"));

Entry announcement(const LogKeys& after) {
  return key_change_leaf(after, test::test_blinder(), Time());
}

Policy policy(std::vector<NoteKey> keys, std::vector<FormerKey> former) {
  return Policy::make({.origin = std::string(log_name),
                       .log_keys = std::move(keys),
                       .witness_keys = {},
                       .quorum = 0,
                       .former_keys = std::move(former)})
      .value();
}

TEST(LogKeys, HaveTheDigestOfTheirLines) {
  std::vector<std::string> lines = {"log " + second.text() + "\n", "former " + first.text() + " 5\n"};
  std::ranges::sort(lines);
  EXPECT_EQ(once.digest(), crypto::sm3(as_bytes(lines[0] + lines[1])));
  EXPECT_NE(once.digest(), replaced(beginning, second, 6).digest());
  EXPECT_NE(once.digest(), twice.digest());
}

TEST(LogKeys, AreReadInTheOrderInWhichTheyEnded) {
  const auto keys = log_keys_of(policy({third}, {{second, 9}, {first, 5}}), third).value();
  EXPECT_EQ(keys.digest(), twice.digest());
  EXPECT_EQ(keys.former.front().last_size, 5U);
  EXPECT_EQ(before_last_change(keys).digest(), once.digest());
}

TEST(LogKeys, InTheMiddleOfAChangeAreThoseBeforeIt) {
  const Policy next = policy({third}, {{second, 9}, {first, 5}});
  EXPECT_EQ(log_keys_of(next, second)->digest(), once.digest());
  EXPECT_THAT(log_keys_of(next, first), fails_with("LEDGER_POLICY"));
  EXPECT_THAT(log_keys_of(policy({second}, {}), first), fails_with("LEDGER_POLICY"));
}

TEST(KeyLeaf, NamesTheKeysFromThenOn) {
  const Entry override_leaf = key_override_leaf(once, reason, test::test_blinder(), Time());
  for (const Entry& leaf : {announcement(once), override_leaf}) {
    EXPECT_TRUE(names_keys(leaf, once, test::test_blinder()));
    EXPECT_FALSE(names_keys(leaf, twice, test::test_blinder()));
    EXPECT_FALSE(names_keys(leaf, once, Blinder(crypto::SecretBytes(Bytes(32, 5)))));
    EXPECT_EQ(decode_entry(encode_entry(leaf).value()).value(), leaf);
  }
  Entry other_word = announcement(once);
  other_word.word = "made";
  EXPECT_FALSE(names_keys(other_word, once, test::test_blinder()));
  EXPECT_FALSE(names_keys(test::entry_of(EntryKind::seal_used), once, test::test_blinder()));
}

class KeysInLedger : public testing::Test {
 protected:
  // The indexes of what is found when the ledger has these leaves at these places, and others between.
  std::vector<std::uint64_t> found(const std::map<std::uint64_t, Entry>& leaves, const LogKeys& keys) {
    KeyAudit audit(keys, test::test_blinder());
    std::vector<std::uint64_t> indexes;
    const auto note = [&](const std::optional<Finding>& finding) {
      if (!finding) return;
      EXPECT_EQ(finding->code, "LEDGER_AUDIT_KEYS");
      if (indexes.empty() || indexes.back() != finding->index) indexes.push_back(finding->index);
    };
    for (std::uint64_t index = 0; index < size; ++index) {
      const auto leaf = leaves.find(index);
      note(audit.take(index, leaf == leaves.end() ? test::entry_of(EntryKind::key_changed) : leaf->second));
    }
    note(audit.end());
    overrides = audit.overrides();
    return indexes;
  }
  std::uint64_t size = 12;
  std::vector<std::uint64_t> overrides;
};

TEST_F(KeysInLedger, AreThoseOfThePolicyEachAtItsPlace) {
  EXPECT_THAT(found({}, beginning), ElementsAre());
  EXPECT_THAT(found({{4, announcement(once)}}, once), ElementsAre());
  EXPECT_THAT(found({{4, announcement(once)}, {8, announcement(twice)}}, twice), ElementsAre());
  EXPECT_THAT(overrides, ElementsAre());
}

TEST_F(KeysInLedger, MayComeWithoutTheFormerKeysWordAndAreTold) {
  const Entry leaf = key_override_leaf(once, reason, test::test_blinder(), Time());
  EXPECT_THAT(found({{4, leaf}}, once), ElementsAre());
  EXPECT_THAT(overrides, ElementsAre(4U));
}

TEST_F(KeysInLedger, FormerOnesWithoutTheirLeafAreFound) {
  EXPECT_THAT(found({}, once), ElementsAre(4U));
  EXPECT_THAT(found({{5, announcement(once)}}, once), ElementsAre(4U, 5U)) << "at another place";
  EXPECT_THAT(found({{4, announcement(replaced(beginning, third, 5))}}, once), ElementsAre(4U));
  EXPECT_THAT(found({{4, announcement(once)}}, twice), ElementsAre(8U));
  size = 3;
  EXPECT_THAT(found({}, once), ElementsAre(4U)) << "cut before it";
}

TEST_F(KeysInLedger, ALeafThatThePolicyDoesNotKnowIsTheLastOrFound) {
  EXPECT_THAT(found({{11, announcement(once)}}, beginning), ElementsAre()) << "a change that is not ended";
  EXPECT_THAT(found({{10, announcement(once)}}, beginning), ElementsAre(10U));
  const Entry leaf = key_override_leaf(once, reason, test::test_blinder(), Time());
  EXPECT_THAT(found({{10, leaf}}, beginning), ElementsAre(10U));
}

} // namespace
} // namespace elicense::ledger
