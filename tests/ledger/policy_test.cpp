// SPDX-License-Identifier: Apache-2.0
#include "ledger/policy.hpp"
#include "tests/support/ledger_parts.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::ledger {
namespace {

using namespace test;

template <class Change> auto policy_with(const Change& change) {
  Policy::Draft draft = policy_draft(2);
  change(draft);
  return Policy::make(std::move(draft));
}

TEST(Policy, FindsKeysByNameAndId) {
  const Policy policy = log_policy();
  const NoteKey witness = key_of(witness_name(1), witness_signer(1), Statement::cosignature);
  ASSERT_NE(policy.find({witness.name(), witness.id(), {}}), nullptr);
  EXPECT_EQ(policy.find({witness.name(), witness.id(), {}})->statement(), Statement::cosignature);
  EXPECT_EQ(policy.find({witness_name(0), witness.id(), {}}), nullptr);
  EXPECT_EQ(policy.find({witness.name(), KeyId{}, {}}), nullptr);
}

TEST(Policy, MayHoldTwoKeysOfALogOrAWitness) {
  EXPECT_THAT(policy_with([](Policy::Draft& draft) {
                draft.log_keys.push_back(key_of(log_name, unknown_signer(), Statement::checkpoint));
              }),
              succeeds());
  EXPECT_THAT(policy_with([](Policy::Draft& draft) {
                draft.witness_keys.push_back(
                    key_of(witness_name(0), unknown_signer(), Statement::cosignature));
              }),
              succeeds());
}

TEST(Policy, RefusesWhatWouldNotSayWhatItSeemsTo) {
  const auto refused = fails_with("LEDGER_POLICY");
  EXPECT_THAT(policy_with([](Policy::Draft& draft) { draft.log_keys.clear(); }), refused);
  EXPECT_THAT(policy_with([](Policy::Draft& draft) { draft.quorum = witness_count + 1; }), refused);
  EXPECT_THAT(policy_with([](Policy::Draft& draft) { draft.log_keys.push_back(draft.witness_keys[0]); }),
              refused);
  EXPECT_THAT(policy_with([](Policy::Draft& draft) { draft.witness_keys.push_back(draft.log_keys[0]); }),
              refused);
  EXPECT_THAT(policy_with([](Policy::Draft& draft) {
                draft.witness_keys.push_back(
                    key_of("other.example", witness_signer(0), Statement::cosignature));
              }),
              refused);
  EXPECT_THAT(policy_with([](Policy::Draft& draft) {
                draft.witness_keys.push_back(key_of("other.example", log_signer(), Statement::cosignature));
              }),
              refused);
}

TEST(Policy, RefusesAFormerKeyThatIsAnothersOrSignedNothing) {
  const NoteKey former = key_of(log_name, unknown_signer(), Statement::checkpoint);
  const auto with = [](std::vector<FormerKey> keys) {
    return policy_with([&](Policy::Draft& draft) { draft.former_keys = std::move(keys); });
  };
  EXPECT_THAT(with({{former, 1}}), succeeds());
  for (const auto& keys :
       std::vector<std::vector<FormerKey>>{{{former, 0}},
                                           {{former, 1}, {former, 2}},
                                           {{key_of(log_name, log_signer(), Statement::checkpoint), 1}},
                                           {{key_of(log_name, witness_signer(0), Statement::checkpoint), 1}},
                                           {{key_of(log_name, unknown_signer(), Statement::cosignature), 1}}})
    EXPECT_THAT(with(keys), fails_with("LEDGER_POLICY"));
}

TEST(Policy, CountsWitnessesNotKeys) {
  EXPECT_THAT(policy_with([](Policy::Draft& draft) {
                draft.witness_keys.push_back(
                    key_of(witness_name(0), unknown_signer(), Statement::cosignature));
                draft.quorum = witness_count + 1;
              }),
              fails_with("LEDGER_POLICY"));
}

} // namespace
} // namespace elicense::ledger
